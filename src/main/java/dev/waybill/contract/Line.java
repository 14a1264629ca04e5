package dev.waybill.contract;

/** A line of an order: pieces of a SKU, 1 to 1,000,000, at the net unit price of that price version. */
public record Line(String sku, int quantity, Money unitPrice, long priceVersion) {

    /** Refuses a quantity that is none. */
    public Line {
        Quantity.checked(quantity);
    }
}
