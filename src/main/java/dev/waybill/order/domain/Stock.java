package dev.waybill.order.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the order knows of its stock.
 *
 * @param reserved the pieces that are set aside for it
 * @param missing the pieces that it waits for
 * @param trackingNumber of the parcel that has left with them; null until then
 */
public record Stock(
        List<Pieces> reserved,
        List<Pieces> missing,
        @Nullable String trackingNumber) {

    static final Stock NONE = new Stock(List.of(), List.of(), null);

    static Stock of(List<Pieces> reserved, List<Pieces> missing) {
        return new Stock(List.copyOf(reserved), List.copyOf(missing), null);
    }

    static Stock shipped(String trackingNumber) {
        return new Stock(List.of(), List.of(), trackingNumber);
    }

    /** Whether it has left the house. */
    public boolean shipped() {
        return trackingNumber != null;
    }

    /** How many pieces of the SKU are set aside for the order. */
    public long reserved(String sku) {
        return count(reserved, sku);
    }

    /** How many pieces of the SKU the order waits for. */
    public long missing(String sku) {
        return count(missing, sku);
    }

    private static long count(List<Pieces> pieces, String sku) {
        return pieces.stream()
                .filter(some -> some.sku().equals(sku))
                .mapToLong(Pieces::quantity)
                .sum();
    }
}
