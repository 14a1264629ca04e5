package dev.waybill.desk.view;

import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one order. Each part comes from one publisher alone and in that publisher's order, so it does not
 * matter which publisher's messages are received first.
 */
public record OrderFacts(
        String orderId,
        PlacedFacts order,
        BillingFacts billing,
        StockFacts stock,
        ShippingFacts shipping,
        @Nullable String cartId) {

    static OrderFacts unknown(String orderId) {
        return new OrderFacts(orderId, PlacedFacts.NONE, BillingFacts.NONE, StockFacts.NONE, ShippingFacts.NONE, null);
    }

    OrderFacts with(OrderEvent event, Instant at) {
        return new OrderFacts(orderId, order.with(event, at), billing, stock, shipping, cartId);
    }

    OrderFacts with(BillingEvent event, Instant at) {
        return new OrderFacts(orderId, order, billing.with(event, at), stock, shipping, cartId);
    }

    OrderFacts with(InventoryEvent event, Instant at) {
        return new OrderFacts(orderId, order, billing, stock.with(event, at), shipping, cartId);
    }

    OrderFacts with(ShippingEvent event, Instant at) {
        return new OrderFacts(orderId, order, billing, stock, shipping.with(event, at), cartId);
    }

    OrderFacts fromCart(String cart) {
        return new OrderFacts(orderId, order, billing, stock, shipping, cart);
    }

    /** The newest revision that any publisher has named; answers to older ones are history. */
    public int currentRevision() {
        return Math.max(order.revision(), Math.max(billing.revision(), stock.revision()));
    }

    /** The status of the order and its details, as far as messages have been received. */
    public Standing standing() {
        if (!order.stage().equals(Status.PLACED)) {
            return Standing.of(order.stage(), order.since());
        }
        return billing.isReleasing() || stock.isReleasing()
                ? Standing.of(Status.CANCELLING, earliest(billing.releasing(), stock.releasing()))
                : preparing();
    }

    private Standing preparing() {
        int now = currentRevision();
        BillingFacts paid = billing.revision() == now ? billing : BillingFacts.NONE;
        StockFacts held = stock.revision() == now ? stock : StockFacts.NONE;
        if (paid.stage().equals(Status.PAID)) {
            return Standing.of(Status.PAID, paid.since());
        }
        if (paid.stage().equals(Status.PAYMENT_DECLINED)) {
            return new Standing(Status.PAYMENT_DECLINED, paid.since(), order.paymentUntil(), null);
        }
        if (held.stage().equals(Status.BACK_ORDERED)) {
            return new Standing(Status.BACK_ORDERED, held.since(), order.stockUntil(), held.place());
        }
        if (held.stage().equals(Status.RESERVED)) {
            return Standing.of(Status.RESERVED, held.since());
        }
        return paid.stage().equals(Status.PLACED)
                ? Standing.of(Status.PLACED, order.since())
                : Standing.of(paid.stage(), paid.since());
    }

    private static Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .filter(instant -> instant != null)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("nothing is being released"));
    }
}
