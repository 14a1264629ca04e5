package dev.waybill.order.web;

import dev.waybill.contract.Money;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderAction;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.process.WaitingFor;
import dev.waybill.platform.security.CurrentUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is shown.
 *
 * @param actions what the caller may do with it while it is so
 * @param waitingFor what it waits for, the most urgent first, empty when it has ended; null in lists
 */
public record OrderJson(
        String orderId,
        long version,
        int revision,
        OrderStatus status,
        String customerId,
        @Nullable String reference,
        Map<String, String> attributes,
        List<LineJson> lines,
        ShipToJson shipTo,
        AmountsJson amounts,
        PaymentJson payment,
        @Nullable CancellationJson cancellation,
        List<OrderAction> actions,
        @Nullable List<WaitingFor> waitingFor,
        Instant placedAt) {

    /** A line with what has become of its pieces. */
    public record LineJson(String sku, int quantity, Money unitPrice, long reserved, long backOrdered, long shipped) {}

    /** Where it is shipped to; without a postal code where the country has none. */
    public record ShipToJson(
            String name,
            String street,
            String city,
            @Nullable String postalCode,
            String country) {

        static ShipToJson of(ShipTo to) {
            String code = to.postalCode().isEmpty() ? null : to.postalCode();
            return new ShipToJson(to.name(), to.street(), to.city(), code, to.country());
        }
    }

    /** What the order costs. */
    public record AmountsJson(Money goods, Money discount, Money shipping, Money tax, Money total) {}

    /** What was done with the customer's money. */
    public record PaymentJson(String method, Money authorized, Money captured, Money refunded) {}

    /** Why the order ends without shipping; one that was refused is not shown, as the order goes on. */
    public record CancellationJson(String reason, String detail) {

        static @Nullable CancellationJson of(Order order) {
            var cancellation = order.cancellation();
            return cancellation == null || cancellation.refused()
                    ? null
                    : new CancellationJson(cancellation.reason(), cancellation.detail());
        }
    }

    /** As that user sees it in a list. */
    static OrderJson of(Order order, CurrentUser user) {
        return of(order, user, null);
    }

    /** As that user sees it. */
    static OrderJson of(Order order, CurrentUser user, @Nullable List<WaitingFor> waitingFor) {
        OrderPlaced agreed = order.agreed();
        return new OrderJson(
                order.id(),
                order.version(),
                order.revision(),
                order.status(),
                agreed.customerId(),
                agreed.reference(),
                agreed.attributes(),
                order.terms().lines().stream().map(line -> line(order, line)).toList(),
                ShipToJson.of(order.terms().shipTo()),
                amounts(order),
                payment(order),
                CancellationJson.of(order),
                user.mayActFor(agreed.customerId()) ? List.copyOf(OrderAction.of(order)) : List.of(),
                waitingFor,
                agreed.placedAt());
    }

    private static LineJson line(Order order, OrderLine line) {
        return new LineJson(
                line.sku(),
                line.quantity(),
                money(order, line.unitPrice()),
                order.stock().reserved(line.sku()),
                order.stock().missing(line.sku()),
                order.stock().shipped() ? line.quantity() : 0);
    }

    private static AmountsJson amounts(Order order) {
        var amounts = order.terms().amounts();
        return new AmountsJson(
                money(order, amounts.goods()),
                money(order, amounts.discount()),
                money(order, amounts.shipping()),
                money(order, amounts.tax()),
                money(order, amounts.total()));
    }

    private static PaymentJson payment(Order order) {
        var payment = order.payment();
        return new PaymentJson(
                payment.method(),
                money(order, payment.authorized()),
                money(order, payment.captured()),
                money(order, payment.refunded()));
    }

    private static Money money(Order order, long minor) {
        return Money.ofMinor(minor, order.agreed().currency());
    }
}
