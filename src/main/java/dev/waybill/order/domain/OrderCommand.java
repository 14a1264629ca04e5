package dev.waybill.order.domain;

import dev.waybill.contract.amounts.Amounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order is asked to do: by the customer, by the services' answers, and by its process. */
public sealed interface OrderCommand {

    /** The customer places the order. */
    record Place(OrderEvent.OrderPlaced order) implements OrderCommand {}

    /** The customer chooses another payment method. */
    record ReplacePaymentMethod(String paymentMethod) implements OrderCommand {}

    /** The customer wants other lines; {@code quotedTotal} is null when whatever they come to counts as agreed. */
    record ReplaceLines(
            List<OrderLine> lines,
            Amounts amounts,
            @Nullable Long quotedTotal) implements OrderCommand {}

    /** The customer wants the order to be shipped somewhere else. */
    record ReplaceShipTo(ShipTo shipTo, Amounts amounts) implements OrderCommand {}

    /** The customer does not want the order any more. */
    record RequestCancellation(String reason, String detail) implements OrderCommand {}

    /** A service answered: the event is its answer to a revision, the deadlines limit how long the order may wait now. */
    record AcceptAnswer(OrderEvent.Answer answer, Deadlines deadlines) implements OrderCommand {

        /** An answer that does not let the order wait. */
        public AcceptAnswer(OrderEvent.Answer answer) {
            this(answer, Deadlines.NONE);
        }
    }

    /** An order that still waits in this status is not waited for any longer. */
    record RunOutOfPatience(OrderStatus waiting, String reason, String detail) implements OrderCommand {}

    /** The customer is reminded, if the order still waits in this status. */
    record Remind(OrderStatus waiting) implements OrderCommand {}

    /** All has been done. */
    record Complete() implements OrderCommand {}

    /** All has been released. */
    record ConfirmCancellation() implements OrderCommand {}
}
