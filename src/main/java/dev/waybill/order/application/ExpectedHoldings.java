package dev.waybill.order.application;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.platform.audit.AuditEntry.Expected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the services' books have to hold of an order, given its status; the desk compares them and knows no status itself. */
final class ExpectedHoldings {

    private static final String INVENTORY = "inventory";
    private static final String SHIPPING = "shipping";

    /** By the order's status; while it is in another one the services may differ. */
    private static final Map<OrderStatus, Map<String, List<String>>> STATUSES = Map.of(
            OrderStatus.BACK_ORDERED, Map.of(INVENTORY, List.of("WAITING")),
            OrderStatus.RESERVED, Map.of(INVENTORY, List.of("RESERVED")),
            OrderStatus.PAID,
                    Map.of(
                            INVENTORY, List.of("RESERVED"),
                            SHIPPING, List.of("REQUESTED", "BOOKED", "DISPATCHED", "DELIVERED", "CANCELLED")),
            OrderStatus.SHIPPED,
                    Map.of(
                            INVENTORY, List.of("RESERVED", "ISSUED"),
                            SHIPPING, List.of("DISPATCHED", "DELIVERED")),
            OrderStatus.COMPLETED, Map.of(INVENTORY, List.of("ISSUED"), SHIPPING, List.of("DELIVERED")),
            OrderStatus.CANCELLED,
                    Map.of(INVENTORY, List.of("NONE", "RELEASED"), SHIPPING, List.of("NONE", "CANCELLED")));

    private static final Set<OrderStatus> SECURED =
            Set.of(OrderStatus.AUTHORIZED, OrderStatus.BACK_ORDERED, OrderStatus.RESERVED);

    private ExpectedHoldings() {}

    /** The statuses of inventory and shipping that go with the order's; a service that is not named may be in any. */
    static Expected of(Order order) {
        return new Expected(order.status().isTerminal(), STATUSES.getOrDefault(order.status(), Map.of()));
    }

    /**
     * Minor units: what order knows to be captured and refunded, and the total; {@code secured} has to be authorized or
     * captured, {@code kept} is what is left of the captured amounts at the end.
     */
    static Map<String, Long> amounts(Order order) {
        long total = order.terms().amounts().total();
        Map<String, Long> amounts = new HashMap<>(Map.of(
                "captured",
                order.payment().captured(),
                "refunded",
                order.payment().refunded(),
                "total",
                total));
        if (SECURED.contains(order.status())) {
            amounts.put("secured", total);
        }
        if (order.status().isTerminal()) {
            amounts.put("kept", order.status() == OrderStatus.COMPLETED ? total : 0L);
        }
        return amounts;
    }
}
