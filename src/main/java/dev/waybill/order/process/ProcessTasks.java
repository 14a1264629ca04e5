package dev.waybill.order.process;

import dev.waybill.order.OrderProperties;
import dev.waybill.order.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand.CancelOrder;
import dev.waybill.order.domain.OrderCommand.CompleteOrder;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.messaging.ServiceCommands;
import java.util.function.Consumer;
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
    private final OrderProperties properties;

    /** The engine is built before the orders are, so they are looked up when first needed. */
    ProcessTasks(ObjectProvider<Orders> orders, ServiceCommands services, OrderProperties properties) {
        this.orders = orders;
        this.services = services;
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

    /** The patience counts from each decline. */
    @Bean
    ExecutionListener askForPaymentMethod() {
        return execution -> execution.setVariable(
                "paymentPatience", properties.paymentPatience().toString());
    }

    @Bean
    ExecutionListener paymentPatienceRanOut() {
        return execution -> orders.getObject()
                .handle(
                        execution.getProcessBusinessKey(),
                        new RunOutOfPatience(
                                "PaymentPatienceRanOut",
                                "no accepted payment method within " + execution.getVariable("paymentPatience")));
    }

    @Bean
    ExecutionListener completeOrder() {
        return execution -> orders.getObject().handle(execution.getProcessBusinessKey(), new CompleteOrder());
    }

    @Bean
    ExecutionListener cancelOrder() {
        return execution -> orders.getObject().handle(execution.getProcessBusinessKey(), new CancelOrder());
    }

    private ExecutionListener ask(Consumer<Order> service) {
        return execution -> service.accept(orders.getObject().locked(execution.getProcessBusinessKey()));
    }
}
