package dev.waybill.order.domain;

import java.util.Map;
import java.util.Optional;

/** Until when an order would wait in each status that has a patience, if it came to it at the time of a command. */
public record Deadlines(Map<OrderStatus, Deadline> byStatus) {

    /** No status has a patience. */
    public static final Deadlines NONE = new Deadlines(Map.of());

    /** Until when an order would wait in that status; empty for a status without a patience. */
    public Optional<Deadline> in(OrderStatus status) {
        return Optional.ofNullable(byStatus.get(status));
    }
}
