package dev.waybill.order;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.ChangePaymentMethod;
import dev.waybill.order.domain.OrderCommand.PlaceOrder;
import dev.waybill.order.domain.OrderCommand.RecordAnswer;
import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;
import org.springframework.stereotype.Component;

/**
 * Where aggregate and process meet: what happens to an order is recorded first, then its process is told, both in one
 * transaction under the lock of the order's head.
 */
@Component
public class OrderFlow {

    private final Orders orders;
    private final OrderProcess process;

    OrderFlow(Orders orders, OrderProcess process) {
        this.orders = orders;
        this.process = process;
    }

    /** Places an order and starts its process; one that is there already stays as it is. */
    public Order place(OrderPlaced order) {
        var decided = orders.handle(order.orderId(), new PlaceOrder(order));
        if (!decided.events().isEmpty()) {
            process.start(order.orderId());
        }
        return decided.state();
    }

    /** Records an answer; an answer to the revision that the order is at moves the process. */
    public void answered(String orderId, OrderEvent.Answer answer, String message) {
        int revision = answer.revision();
        Order before = orders.locked(orderId);
        boolean recorded =
                !orders.handle(orderId, new RecordAnswer(answer)).events().isEmpty();
        if (awaits(before, revision) && recorded) {
            if (answer instanceof OrderEvent.OrderShipped && before.status() == OrderStatus.CANCELLING) {
                refuseCancellation(orderId, revision);
            }
            process.tell(orderId, message);
        }
    }

    /** A parcel on its way is the answer: shipping's own may come after news of the delivery, which nobody awaits yet. */
    private void refuseCancellation(String orderId, int revision) {
        orders.handle(orderId, new RecordAnswer(new OrderEvent.CancellationRefused(revision)));
        process.tell(orderId, "ShipmentCancellationRefused");
    }

    /** Records an answer that the process does not wait for. */
    public void recorded(String orderId, OrderEvent.Answer answer) {
        orders.handle(orderId, new RecordAnswer(answer));
    }

    /** Takes another payment method; says whether it was not too late. */
    public boolean changePaymentMethod(String orderId, String paymentMethod) {
        boolean awaited = orders.locked(orderId).status() == OrderStatus.PAYMENT_DECLINED;
        return change(
                orderId, new ChangePaymentMethod(paymentMethod), awaited ? "PaymentMethodChanged" : "ChangeRequested");
    }

    /** Takes other lines or another address; says whether it was not too late. */
    public boolean change(String orderId, OrderCommand change) {
        return change(orderId, change, "ChangeRequested");
    }

    private boolean change(String orderId, OrderCommand change, String message) {
        var decided = orders.handle(orderId, change);
        if (decided.events().isEmpty()) {
            return decided.state().isChangeable(); // it is so already
        }
        process.interrupt(orderId, message);
        return true;
    }

    /** Asks for the order's cancellation; says whether it is under way now, rather than too late. */
    public boolean cancel(String orderId, RequestCancellation request) {
        var decided = orders.handle(orderId, request);
        if (!decided.events().isEmpty()) {
            process.interrupt(orderId, "CancellationRequested");
        }
        return decided.state().status() == OrderStatus.CANCELLING;
    }

    private static boolean awaits(Order order, int revision) {
        return order.revision() == revision && !order.status().isTerminal();
    }
}
