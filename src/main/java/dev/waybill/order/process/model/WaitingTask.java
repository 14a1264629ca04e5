package dev.waybill.order.process.model;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of the process model at which orders wait, with its extension properties.
 *
 * @param activeIn the states of an order in which its process waits here, in the model separated by blanks:
 *     {@code CANCELLING/PAID} means an order that was paid when its cancellation was requested, {@code +ShipmentCancelled}
 *     that this answer is recorded
 * @param answeredBy the answer that ends the task although the order's status stays; null for none
 * @param command the command that a service gets when an order comes here; null for none
 * @param waitsFor what the order waits for, in words
 * @param patience the setting that says how long
 * @param reminder the setting that says after how long the customer is reminded; null for never
 * @param then what happens when the patience ends, in words
 * @param timed whether a timer of the model ends the patience; without one an operator is shown an order that waits longer
 * @param join the gateway that waits for this task and for those beside it; null when no task waits beside it
 */
public record WaitingTask(
        String id,
        String name,
        List<State> activeIn,
        @Nullable String answeredBy,
        @Nullable String command,
        String waitsFor,
        From from,
        String patience,
        @Nullable String reminder,
        String then,
        boolean timed,
        @Nullable String join) {

    /** From whom an order waits for something. */
    public enum From {
        CUSTOMER,
        PAYMENT,
        STOCK,
        CARRIER,
        AGENT,
        SYSTEM
    }

    /**
     * A state of an order.
     *
     * @param since how far the order had come when that began
     * @param answer an answer that is recorded; null when that does not matter
     */
    public record State(
            OrderStatus status, OrderStatus since, @Nullable String answer) {

        static State parse(String text) {
            String[] parts = text.split("\\+", 2);
            String[] statuses = parts[0].split("/", 2);
            return new State(
                    OrderStatus.valueOf(statuses[0]),
                    OrderStatus.valueOf(statuses[statuses.length - 1]),
                    parts.length == 2 ? parts[1] : null);
        }

        private boolean is(Order order) {
            return order.status() == status
                    && order.waitsSince() == since
                    && (answer == null || order.hasAnswer(answer));
        }
    }

    boolean isActiveIn(Order order) {
        return activeIn.stream().anyMatch(state -> state.is(order));
    }

    public boolean isDoneIn(Order order) {
        return answeredBy != null && order.hasAnswer(answeredBy);
    }
}
