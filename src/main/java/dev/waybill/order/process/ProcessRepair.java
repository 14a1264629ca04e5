package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.publishing.ServiceCommands;
import dev.waybill.order.services.Services;
import dev.waybill.platform.audit.AuditedContext.Mended;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings an order's process back to the place that follows from the order's events, or asks the services again. All of it under
 * the lock of the order's head, and only if it is still needed.
 */
public class ProcessRepair {

    private static final Set<OrderStatus> NEEDS_STOCK =
            Set.of(OrderStatus.AUTHORIZED, OrderStatus.BACK_ORDERED, OrderStatus.RESERVED, OrderStatus.PAID);

    private static final List<String> SERVICES = List.of("billing", "inventory", "shipping");

    private final OrderInstances instances;
    private final ServiceCommands services;
    private final ProcessMap map;

    ProcessRepair(OrderInstances instances, ServiceCommands services, ProcessMap map) {
        this.instances = instances;
        this.services = services;
        this.map = map;
    }

    /** Starts a lost process again, at the place that follows from the order's status; a deadline on record is kept, others begin now. */
    public Mended resume(Order order) {
        if (order.status().isTerminal()) {
            return Mended.done("nothing: the order has ended");
        }
        if (instances.exist(order)) {
            return Mended.done("nothing: the order has a process");
        }
        List<String> places = instances.begin(order, false);
        if (order.status() == OrderStatus.BACK_ORDERED) {
            services.send("reserveStock", order);
        } else if (order.status() == OrderStatus.SHIPPED) {
            services.send("shipOrder", order); // shipping then reports again where the parcel is
        }
        return Mended.done("started the process at " + String.join(" and ", new LinkedHashSet<>(places)));
    }

    /** Ends a process that an ended order still has. */
    public Mended end(Order order) {
        if (!order.status().isTerminal()) {
            return Mended.impossible("the order has not ended, so its process is needed");
        }
        int ended = instances.end(order, "the order is " + order.status());
        return Mended.done(ended == 0 ? "nothing: the order has no process" : "ended the process");
    }

    /**
     * Asks a service again for what the order needs of it now; each of them answers again what it has done before.
     *
     * @param service its name; empty for all of them
     */
    public Mended askAgain(Order order, String service) {
        if (service.isEmpty()) {
            return Mended.done(SERVICES.stream()
                    .map(each -> askAgain(order, each).detail())
                    .collect(Collectors.joining("; ")));
        }
        boolean asked = switch (service) {
            case "billing" -> askBilling(order);
            case "inventory" -> askInventory(order);
            case "shipping" -> askShipping(order);
            default -> false;
        };
        return asked
                ? Mended.done("asked " + service + " again")
                : Mended.done("nothing: the order needs nothing of " + service + " now");
    }

    private boolean askBilling(Order order) {
        if (order.status() == OrderStatus.CANCELLED) {
            services.send("releasePayment", order);
            return true;
        }
        return askWhereItWaits(order, "billing");
    }

    private boolean askInventory(Order order) {
        if (NEEDS_STOCK.contains(order.status())) {
            services.send("reserveStock", order);
            return true;
        }
        if (order.status() == OrderStatus.CANCELLED) {
            services.send("releaseStock", order);
            return true;
        }
        if (order.status() == OrderStatus.SHIPPED || order.status() == OrderStatus.COMPLETED) {
            services.send("issueStock", order);
            return true;
        }
        return askWhereItWaits(order, "inventory");
    }

    private boolean askShipping(Order order) {
        if (order.status() == OrderStatus.PAID || order.status() == OrderStatus.SHIPPED) {
            services.send("shipOrder", order);
            return true;
        }
        return askWhereItWaits(order, "shipping");
    }

    /** Sends again what a service was asked for last at the tasks at which the order waits: to ship, or not to. */
    private boolean askWhereItWaits(Order order, String service) {
        Optional<String> last = map.waiting(order).stream()
                .flatMap(task -> Optional.ofNullable(task.command()).stream())
                .filter(command -> service.equals(Services.commands().get(command)))
                .reduce((before, after) -> after);
        last.ifPresent(command -> services.send(command, order));
        return last.isPresent();
    }
}
