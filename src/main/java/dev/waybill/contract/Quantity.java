package dev.waybill.contract;

/** How many pieces of a SKU one movement of stock or one line may have. */
public final class Quantity {

    /** The most pieces of a movement or of a line. */
    public static final int MOST = 1_000_000;

    private Quantity() {}

    /** The quantity, if it is 1 to {@link #MOST}; throws {@link IllegalArgumentException} otherwise. */
    public static int checked(int quantity) {
        if (quantity < 1 || quantity > MOST) {
            throw new IllegalArgumentException("quantity must be 1 to 1000000");
        }
        return quantity;
    }
}
