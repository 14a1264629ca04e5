package dev.waybill.order;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.platform.books.Standing.Expected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the services' books have to hold of an order, given its status; the desk compares them and knows no status itself. */
final class ExpectedBooks {

    private static final String INVENTORY = "inventory";
    private static final String SHIPPING = "shipping";

    private ExpectedBooks() {}

    /** The statuses of inventory and shipping that go with the order's; a service that is not named may be in any. */
    static Expected of(Order order) {
        return new Expected(order.status().isTerminal(), statuses(order.status()));
    }

    private static Map<String, List<String>> statuses(OrderStatus status) {
        return switch (status) {
            case PLACED, INVOICED, PAYMENT_DECLINED, AUTHORIZED, CANCELLING -> Map.of();
            case BACK_ORDERED -> Map.of(INVENTORY, List.of("WAITING"));
            case RESERVED -> Map.of(INVENTORY, List.of("RESERVED"));
            case PAID ->
                Map.of(
                        INVENTORY,
                        List.of("RESERVED"),
                        SHIPPING,
                        List.of("REQUESTED", "BOOKED", "DISPATCHED", "DELIVERED", "CANCELLED"));
            case SHIPPED ->
                Map.of(INVENTORY, List.of("RESERVED", "ISSUED"), SHIPPING, List.of("DISPATCHED", "DELIVERED"));
            case COMPLETED -> Map.of(INVENTORY, List.of("ISSUED"), SHIPPING, List.of("DELIVERED"));
            case CANCELLED -> Map.of(INVENTORY, List.of("NONE", "RELEASED"), SHIPPING, List.of("NONE", "CANCELLED"));
        };
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
        switch (order.status()) {
            case PLACED, INVOICED, PAYMENT_DECLINED, PAID, SHIPPED, CANCELLING -> {
                // the services may still differ
            }
            case AUTHORIZED, BACK_ORDERED, RESERVED -> amounts.put("secured", total);
            case COMPLETED -> amounts.put("kept", total);
            case CANCELLED -> amounts.put("kept", 0L);
        }
        return amounts;
    }
}
