package dev.waybill.order.domain;

import java.util.List;

/** What the order knows of its stock: the pieces that are reserved for it, those it waits for, and whether it shipped. */
public record Stock(List<Pieces> reserved, List<Pieces> missing, boolean shipped) {

    static final Stock NONE = new Stock(List.of(), List.of(), false);

    static Stock of(List<Pieces> reserved, List<Pieces> missing) {
        return new Stock(List.copyOf(reserved), List.copyOf(missing), false);
    }

    static final Stock SHIPPED = new Stock(List.of(), List.of(), true);

    /** How many pieces of the SKU are set aside for the order. */
    public int reserved(String sku) {
        return count(reserved, sku);
    }

    /** How many pieces of the SKU the order waits for. */
    public int missing(String sku) {
        return count(missing, sku);
    }

    private static int count(List<Pieces> pieces, String sku) {
        return pieces.stream()
                .filter(some -> some.sku().equals(sku))
                .mapToInt(Pieces::quantity)
                .sum();
    }
}
