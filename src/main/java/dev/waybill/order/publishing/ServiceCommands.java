package dev.waybill.order.publishing;

import dev.waybill.order.domain.Order;
import dev.waybill.order.services.Services;

/** Sends what the order's process asks of billing, inventory and shipping: what the order now needs, with its revision. */
public class ServiceCommands {

    private final OrderPublisher publisher;

    public ServiceCommands(OrderPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Sends a command of the table with the current transaction.
     *
     * @throws IllegalArgumentException for a name that is not in the table
     */
    public void send(String command, Order order) {
        publisher.send(order, Services.command(command, order));
    }
}
