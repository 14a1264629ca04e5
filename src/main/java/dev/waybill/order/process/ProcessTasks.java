package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Complete;
import dev.waybill.order.domain.OrderCommand.ConfirmCancellation;
import dev.waybill.order.domain.OrderCommand.Remind;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.model.OrderProperties;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.publishing.CustomerNotices;
import dev.waybill.order.publishing.ServiceCommands;
import dev.waybill.order.services.Services;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/**
 * What the elements of the diagram do when a token enters them, each under the name that the model binds it by. They
 * look at the order under its head's lock and write a command to the outbox, or report to the order what its process has reached.
 */
class ProcessTasks {

    private final ProcessedOrders orders;
    private final ServiceCommands services;
    private final CustomerNotices notices;
    private final Patience patience;
    private final Clock clock;
    private final OrderProperties properties;

    ProcessTasks(
            ProcessedOrders orders,
            ServiceCommands services,
            CustomerNotices notices,
            Patience patience,
            Clock clock,
            OrderProperties properties) {
        this.orders = orders;
        this.services = services;
        this.notices = notices;
        this.patience = patience;
        this.clock = clock;
        this.properties = properties;
    }

    /** All elements by the names that the models bind them by: these tasks, and the commands to the services. */
    Map<Object, Object> elements() {
        Map<Object, Object> elements = new HashMap<>();
        Services.commands()
                .keySet()
                .forEach(command -> elements.put(command, ask(order -> services.send(command, order))));
        elements.put("askForPaymentMethod", wait(notices::askForPaymentMethod));
        elements.put("announceBackOrder", wait(notices::announceBackOrder));
        elements.put("remindOfBackOrder", (ExecutionListener) this::remindOfBackOrder);
        elements.put(
                "paymentPatienceRanOut",
                runOut(
                        OrderStatus.PAYMENT_DECLINED,
                        "PaymentPatienceRanOut",
                        "no accepted payment method within " + properties.paymentPatience()));
        elements.put(
                "backOrderPatienceRanOut",
                runOut(
                        OrderStatus.BACK_ORDERED,
                        "BackOrderPatienceRanOut",
                        "the missing stock did not come within " + properties.backOrderPatience()));
        elements.put("tellShipped", ask(notices::notifyShipped));
        elements.put("tellCancellationRefused", ask(notices::notifyCancellationRefused));
        elements.put("completeOrder", (ExecutionListener)
                execution -> orders.handle(execution.getProcessBusinessKey(), new Complete()));
        elements.put("cancelOrder", (ExecutionListener) this::cancelOrder);
        return elements;
    }

    private void remindOfBackOrder(DelegateExecution execution) {
        if (orders.handle(execution.getProcessBusinessKey(), new Remind(OrderStatus.BACK_ORDERED))
                .changed()) {
            notices.remindOfBackOrder(order(execution));
        }
    }

    private void cancelOrder(DelegateExecution execution) {
        orders.handle(execution.getProcessBusinessKey(), new ConfirmCancellation());
        notices.notifyCancelled(order(execution));
    }

    /** A timer that fires for an order which does not wait any more is a bug: it must not cancel that order. */
    private ExecutionListener runOut(OrderStatus waiting, String reason, String detail) {
        return execution -> {
            String orderId = execution.getProcessBusinessKey();
            OrderCommand command = new RunOutOfPatience(waiting, reason, detail);
            if (!orders.handle(orderId, command).changed()) {
                throw new IllegalStateException("order " + orderId + " is not " + waiting + ", so " + reason
                        + " cannot be: its process is not where the order is");
            }
        };
    }

    /** Gives the timers of the task that comes next the deadline that the order has on record. */
    private ExecutionListener wait(Consumer<Order> notice) {
        return execution -> {
            Order order = order(execution);
            execution.setVariables(patience.timers(order, clock.instant()));
            notice.accept(order);
        };
    }

    private ExecutionListener ask(Consumer<Order> task) {
        return execution -> task.accept(order(execution));
    }

    private Order order(DelegateExecution execution) {
        return orders.locked(execution.getProcessBusinessKey());
    }
}
