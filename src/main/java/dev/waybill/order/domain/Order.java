package dev.waybill.order.domain;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its events tell it.
 *
 * @param placed what was agreed at the start; null before the first event
 * @param revision raised by each change and each new payment method; commands to the services carry it
 * @param amounts minor units; as expected when placed, then as billing calculated
 */
public record Order(
        @Nullable OrderPlaced placed,
        long version,
        int revision,
        OrderStatus status,
        List<OrderLine> lines,
        ShipTo shipTo,
        Amounts amounts,
        Payment payment,
        Stock stock,
        @Nullable Cancellation cancellation) {

    /** Before the first event. */
    public static final Order NONE = new Order(
            null,
            0,
            0,
            OrderStatus.PLACED,
            List.of(),
            new ShipTo("", "", "", "", ""),
            Amounts.ZERO,
            new Payment("", 0, 0, 0),
            Stock.NONE,
            null);

    static Order of(OrderPlaced placed) {
        return new Order(
                placed,
                1,
                1,
                OrderStatus.PLACED,
                placed.lines(),
                placed.shipTo(),
                placed.amounts(),
                new Payment(placed.paymentMethod(), 0, 0, 0),
                Stock.NONE,
                null);
    }

    /** What was agreed at the start. */
    public OrderPlaced agreed() {
        if (placed == null) {
            throw new IllegalStateException("the order was never placed");
        }
        return placed;
    }

    /** The order's id. */
    public String id() {
        return agreed().orderId();
    }

    /** The customer, whose personal data the order carries; null before the order is placed. */
    public @Nullable String customerId() {
        return placed == null ? null : placed.customerId();
    }

    /** The items that the order needs. */
    public List<Pieces> pieces() {
        return lines.stream()
                .map(line -> new Pieces(line.sku(), line.quantity()))
                .toList();
    }

    boolean exists() {
        return placed != null;
    }

    /** Whether an answer of that revision may move the order, rather than being history. */
    boolean moves(int answered) {
        return answered == revision && status != OrderStatus.CANCELLING && !status.isTerminal();
    }

    Order at(OrderStatus newStatus) {
        return new Order(placed, version, revision, newStatus, lines, shipTo, amounts, payment, stock, cancellation);
    }

    Order at(OrderStatus newStatus, int answered) {
        return moves(answered) ? at(newStatus) : this;
    }

    Order next() {
        return new Order(placed, version + 1, revision, status, lines, shipTo, amounts, payment, stock, cancellation);
    }

    Order revised(int newRevision) {
        return new Order(placed, version, newRevision, status, lines, shipTo, amounts, payment, stock, cancellation);
    }

    Order costing(Amounts newAmounts) {
        return new Order(placed, version, revision, status, lines, shipTo, newAmounts, payment, stock, cancellation);
    }

    Order with(Payment newPayment) {
        return new Order(placed, version, revision, status, lines, shipTo, amounts, newPayment, stock, cancellation);
    }

    Order with(Stock newStock) {
        return new Order(placed, version, revision, status, lines, shipTo, amounts, payment, newStock, cancellation);
    }

    Order cancelling(String reason, String detail) {
        return new Order(
                placed,
                version,
                revision,
                OrderStatus.CANCELLING,
                lines,
                shipTo,
                amounts,
                payment,
                stock,
                new Cancellation(reason, detail));
    }
}
