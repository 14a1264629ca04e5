package dev.waybill.order.domain;

import dev.waybill.contract.amounts.Amounts;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the customer wants now, and what it comes to.
 *
 * @param amounts minor units; as expected until billing has calculated them
 * @param quotedTotal minor units that the customer insists on; null when the calculated amount counts as agreed
 */
public record Terms(
        List<OrderLine> lines,
        ShipTo shipTo,
        Amounts amounts,
        @Nullable Long quotedTotal) {

    static final Terms NONE = new Terms(List.of(), new ShipTo("", "", "", "", ""), Amounts.ZERO, null);

    /** The items that are wanted. */
    public List<Pieces> pieces() {
        return lines.stream()
                .map(line -> new Pieces(line.sku(), line.quantity()))
                .toList();
    }

    /** Whether these lines, in any order, and that total are what is wanted already; a null total insists on none. */
    boolean are(List<OrderLine> wanted, @Nullable Long quoted) {
        return Set.copyOf(wanted).equals(Set.copyOf(lines))
                && wanted.size() == lines.size()
                && (quoted == null || quoted == amounts.total() || quoted.equals(quotedTotal));
    }

    Terms costing(Amounts newAmounts) {
        return new Terms(lines, shipTo, newAmounts, quotedTotal);
    }
}
