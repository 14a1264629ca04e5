package dev.waybill.order.process;

import dev.waybill.order.OrderProperties;
import dev.waybill.order.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.CancelOrder;
import dev.waybill.order.domain.OrderCommand.CompleteOrder;
import dev.waybill.order.domain.OrderCommand.RemindCustomer;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.messaging.CustomerNotices;
import dev.waybill.order.messaging.ServiceCommands;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the elements of the diagram do when a token enters them, each under the name that the model binds it by. They
 * look at the order under its head's lock and write a command to the outbox, or tell the order where it has got to.
 */
@Configuration(proxyBeanMethods = false)
class ProcessTasks {

    private final ObjectProvider<Orders> orders;
    private final ServiceCommands services;
    private final CustomerNotices notices;
    private final OrderProperties properties;

    /** The engine is built before the orders are, so they are looked up when first needed. */
    ProcessTasks(
            ObjectProvider<Orders> orders,
            ServiceCommands services,
            CustomerNotices notices,
            OrderProperties properties) {
        this.orders = orders;
        this.services = services;
        this.notices = notices;
        this.properties = properties;
    }

    @Bean
    ExecutionListener prepareInvoice() {
        return ask(services::prepareInvoice);
    }

    @Bean
    ExecutionListener authorizePayment() {
        return ask(services::authorizePayment);
    }

    @Bean
    ExecutionListener reserveStock() {
        return ask(services::reserveStock);
    }

    @Bean
    ExecutionListener capturePayment() {
        return ask(services::capturePayment);
    }

    @Bean
    ExecutionListener shipOrder() {
        return ask(services::shipOrder);
    }

    @Bean
    ExecutionListener issueStock() {
        return ask(services::issueStock);
    }

    @Bean
    ExecutionListener releasePayment() {
        return ask(services::releasePayment);
    }

    @Bean
    ExecutionListener releaseStock() {
        return ask(services::releaseStock);
    }

    @Bean
    ExecutionListener cancelShipment() {
        return ask(services::cancelShipment);
    }

    /** The patience counts from each decline. */
    @Bean
    ExecutionListener askForPaymentMethod() {
        return execution -> {
            execution.setVariable(
                    "paymentPatience", properties.paymentPatience().toString());
            notices.askForPaymentMethod(order(execution));
        };
    }

    /** Reminder and patience count from when the order begins to wait, also after a change. */
    @Bean
    ExecutionListener announceBackOrder() {
        return execution -> {
            execution.setVariable(
                    "backOrderReminder", properties.backOrderReminder().toString());
            execution.setVariable(
                    "backOrderPatience", properties.backOrderPatience().toString());
            notices.announceBackOrder(order(execution));
        };
    }

    @Bean
    ExecutionListener remindOfBackOrder() {
        return execution -> {
            orders.getObject().handle(execution.getProcessBusinessKey(), new RemindCustomer(OrderStatus.BACK_ORDERED));
            notices.remindOfBackOrder(order(execution));
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
        return execution -> orders.getObject().handle(execution.getProcessBusinessKey(), new CompleteOrder());
    }

    @Bean
    ExecutionListener cancelOrder() {
        return execution -> {
            orders.getObject().handle(execution.getProcessBusinessKey(), new CancelOrder());
            notices.tellCancelled(order(execution));
        };
    }

    /** A timer that fires for an order which does not wait any more is a bug: it must not cancel that order. */
    private ExecutionListener runOut(OrderStatus waiting, String reason, String detail) {
        return execution -> {
            String orderId = execution.getProcessBusinessKey();
            OrderCommand command = new RunOutOfPatience(waiting, reason, detail);
            if (orders.getObject().handle(orderId, command).events().isEmpty()) {
                throw new IllegalStateException("order " + orderId + " is not " + waiting + ", so " + reason
                        + " cannot be: its process is not where the order is");
            }
        };
    }

    private ExecutionListener ask(Consumer<Order> task) {
        return execution -> task.accept(order(execution));
    }

    private Order order(DelegateExecution execution) {
        return orders.getObject().locked(execution.getProcessBusinessKey());
    }
}
