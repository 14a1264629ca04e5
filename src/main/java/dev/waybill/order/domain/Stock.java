package dev.waybill.order.domain;

import java.util.List;

/** What the order knows of its stock: whether its lines are reserved or shipped, and what it waits for. */
public record Stock(boolean reserved, boolean shipped, List<Pieces> missing) {

    static final Stock NONE = new Stock(false, false, List.of());
    static final Stock RESERVED = new Stock(true, false, List.of());
    static final Stock SHIPPED = new Stock(false, true, List.of());

    static Stock waitingFor(List<Pieces> missing) {
        return new Stock(false, false, List.copyOf(missing));
    }

    /** How many pieces of the SKU the order waits for. */
    public int missing(String sku) {
        return missing.stream()
                .filter(pieces -> pieces.sku().equals(sku))
                .mapToInt(Pieces::quantity)
                .sum();
    }
}
