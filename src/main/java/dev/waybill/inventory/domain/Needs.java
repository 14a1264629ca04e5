package dev.waybill.inventory.domain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pieces per SKU that one order needs, all positive; sums over orders are 64-bit. */
public record Needs(Map<String, Integer> pieces) {

    /** The most pieces of a SKU that one order can need: they are one movement of stock, which one answer names. */
    public static final int MOST = 1_000_000;

    /** No pieces. */
    public static final Needs NONE = new Needs(Map.of());

    /** Omits SKUs of which nothing is needed. */
    public Needs {
        pieces = new TreeMap<>(pieces);
        pieces.values().removeIf(quantity -> quantity <= 0);
    }

    /**
     * What the items of an order need together: several items of a SKU are one movement of stock. Throws {@link
     * IllegalArgumentException} for more than {@link #MOST} pieces of a SKU.
     */
    public static Needs together(List<Needs> items) {
        Needs all = items.stream().reduce(NONE, Needs::plus);
        all.pieces.forEach((sku, quantity) -> {
            if (quantity > MOST) {
                throw new IllegalArgumentException(
                        "an order can need at most " + MOST + " pieces of a SKU, not " + quantity + " of " + sku);
            }
        });
        return all;
    }

    /** How many pieces of the SKU are needed. */
    public int of(String sku) {
        return pieces.getOrDefault(sku, 0);
    }

    /** Whether nothing is needed. */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** What remains of this without the other. */
    public Needs minus(Needs other) {
        var left = new TreeMap<>(pieces);
        other.pieces.forEach((sku, quantity) -> left.merge(sku, -quantity, Math::addExact));
        return new Needs(left);
    }

    /** This and the other together. */
    public Needs plus(Needs other) {
        var all = new TreeMap<>(pieces);
        other.pieces.forEach((sku, quantity) -> all.merge(sku, quantity, Math::addExact));
        return new Needs(all);
    }
}
