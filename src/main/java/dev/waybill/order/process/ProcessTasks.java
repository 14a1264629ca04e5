package dev.waybill.order.process;

import dev.waybill.order.OrderProperties;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Complete;
import dev.waybill.order.domain.OrderCommand.ConfirmCancellation;
import dev.waybill.order.domain.OrderCommand.Remind;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.messaging.CustomerNotices;
import dev.waybill.order.messaging.ServiceCommands;
import dev.waybill.order.messaging.Services;
import dev.waybill.platform.context.ContextRuntime;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the elements of the diagram do when a token enters them, each under the name that the model binds it by. They
 * look at the order under its head's lock and write a command to the outbox, or tell the order where it has got to.
 */
@Configuration(proxyBeanMethods = false)
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
            @Qualifier("orderParts") ContextRuntime parts,
            OrderProperties properties) {
        this.orders = orders;
        this.services = services;
        this.notices = notices;
        this.patience = patience;
        this.clock = parts.clock();
        this.properties = properties;
    }

    @Bean
    ExecutionListener askForPaymentMethod() {
        return wait(notices::askForPaymentMethod);
    }

    @Bean
    ExecutionListener announceBackOrder() {
        return wait(notices::announceBackOrder);
    }

    @Bean
    ExecutionListener remindOfBackOrder() {
        return execution -> {
            if (orders.handle(execution.getProcessBusinessKey(), new Remind(OrderStatus.BACK_ORDERED))
                    .changed()) {
                notices.remindOfBackOrder(order(execution));
            }
        };
    }

    @Bean
    ExecutionListener paymentPatienceRanOut() {
        return runOut(
                OrderStatus.PAYMENT_DECLINED,
                "PaymentPatienceRanOut",
                "no accepted payment method within " + properties.paymentPatience());
    }

    @Bean
    ExecutionListener backOrderPatienceRanOut() {
        return runOut(
                OrderStatus.BACK_ORDERED,
                "BackOrderPatienceRanOut",
                "the missing stock did not come within " + properties.backOrderPatience());
    }

    @Bean
    ExecutionListener tellShipped() {
        return ask(notices::tellShipped);
    }

    @Bean
    ExecutionListener tellCancellationRefused() {
        return ask(notices::tellCancellationRefused);
    }

    @Bean
    ExecutionListener completeOrder() {
        return execution -> orders.handle(execution.getProcessBusinessKey(), new Complete());
    }

    @Bean
    ExecutionListener cancelOrder() {
        return execution -> {
            orders.handle(execution.getProcessBusinessKey(), new ConfirmCancellation());
            notices.tellCancelled(order(execution));
        };
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

    /** All elements by the names that the models bind them by: these tasks, and the commands to the services. */
    Map<Object, Object> elements(Map<String, ExecutionListener> tasks) {
        Map<Object, Object> elements = new HashMap<>(tasks);
        Services.commands()
                .keySet()
                .forEach(command -> elements.put(command, ask(order -> services.send(command, order))));
        return elements;
    }

    private ExecutionListener ask(Consumer<Order> task) {
        return execution -> task.accept(order(execution));
    }

    private Order order(DelegateExecution execution) {
        return orders.locked(execution.getProcessBusinessKey());
    }
}
