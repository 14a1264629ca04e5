package dev.waybill.inventory.domain;

import java.util.Map;
import java.util.TreeMap;

/** Pieces per SKU that one order needs, none of them zero or less; sums over orders are 64-bit. */
public record Needs(Map<String, Integer> pieces) {

    public static final Needs NONE = new Needs(Map.of());

    public Needs {
        pieces = new TreeMap<>(pieces);
        pieces.values().removeIf(quantity -> quantity <= 0);
    }

    public int of(String sku) {
        return pieces.getOrDefault(sku, 0);
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** What is left of this when the other is taken away. */
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
