package dev.waybill.contract;

/** So many pieces of a SKU, 1 to 1,000,000. */
public record Item(String sku, int quantity) {

    /** Refuses a quantity that is none. */
    public Item {
        Quantity.checked(quantity);
    }
}
