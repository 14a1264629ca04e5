package dev.waybill.order.domain;

import dev.waybill.order.domain.OrderCommand.AcceptAnswer;
import dev.waybill.order.domain.OrderCommand.Complete;
import dev.waybill.order.domain.OrderCommand.ConfirmCancellation;
import dev.waybill.order.domain.OrderCommand.Place;
import dev.waybill.order.domain.OrderCommand.Remind;
import dev.waybill.order.domain.OrderCommand.ReplaceLines;
import dev.waybill.order.domain.OrderCommand.ReplacePaymentMethod;
import dev.waybill.order.domain.OrderCommand.ReplaceShipTo;
import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.domain.OrderEvent.Answer;
import dev.waybill.order.domain.OrderEvent.BillableAmountCalculated;
import dev.waybill.order.domain.OrderEvent.BillableAmountRejected;
import dev.waybill.order.domain.OrderEvent.CancellationRefused;
import dev.waybill.order.domain.OrderEvent.CancellationRequested;
import dev.waybill.order.domain.OrderEvent.CustomerReminded;
import dev.waybill.order.domain.OrderEvent.InvoicePrepared;
import dev.waybill.order.domain.OrderEvent.LinesChanged;
import dev.waybill.order.domain.OrderEvent.Noted;
import dev.waybill.order.domain.OrderEvent.OrderCancelled;
import dev.waybill.order.domain.OrderEvent.OrderCompleted;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderEvent.OrderShipped;
import dev.waybill.order.domain.OrderEvent.PaymentAuthorized;
import dev.waybill.order.domain.OrderEvent.PaymentCaptured;
import dev.waybill.order.domain.OrderEvent.PaymentDeclined;
import dev.waybill.order.domain.OrderEvent.PaymentMethodChanged;
import dev.waybill.order.domain.OrderEvent.PaymentRefunded;
import dev.waybill.order.domain.OrderEvent.PaymentReleased;
import dev.waybill.order.domain.OrderEvent.ShipToChanged;
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.StockReleased;
import dev.waybill.order.domain.OrderEvent.StockReserved;
import dev.waybill.order.domain.OrderEvent.WaitBegan;
import java.math.BigDecimal;
import java.util.List;

/** What an order decides and how it evolves. Answers to older revisions are recorded and move nothing. */
public final class OrderDecider {

    /** The reason of an order whose amount is not what the customer agreed to. */
    public static final String AMOUNT_REJECTED = "BillableAmountRejected";

    private OrderDecider() {}

    /** The events that a command leads to; none when the order's state leaves nothing to do, or is as wanted already. */
    public static List<OrderEvent> decide(Order order, OrderCommand command) {
        return switch (command) {
            case Place(var placed) -> order.exists() ? List.of() : List.of(placed);
            case ReplacePaymentMethod(var method) when order.isPaidBy(method) -> List.of();
            case ReplacePaymentMethod(var method) ->
                change(order, new PaymentMethodChanged(Math.incrementExact(order.revision()), method));
            case ReplaceLines(var lines, var amounts, var quoted)
            when order.terms().are(lines, quoted) -> List.of();
            case ReplaceLines(var lines, var amounts, var quoted) ->
                change(order, new LinesChanged(Math.incrementExact(order.revision()), lines, amounts, quoted));
            case ReplaceShipTo(var shipTo, var amounts)
            when shipTo.equals(order.terms().shipTo()) -> List.of();
            case ReplaceShipTo(var shipTo, var amounts) ->
                change(order, new ShipToChanged(Math.incrementExact(order.revision()), shipTo, amounts));
            case RequestCancellation(var reason, var detail) ->
                order.isCancellable() ? List.of(new CancellationRequested(reason, detail)) : List.of();
            case AcceptAnswer(var answer, var deadlines) -> record(order, answer, deadlines);
            case RunOutOfPatience(var waiting, var reason, var detail) ->
                order.status() == waiting ? List.of(new CancellationRequested(reason, detail)) : List.of();
            case Remind(var waiting) ->
                order.status() == waiting && order.isReminderDue() ? List.of(new CustomerReminded(waiting)) : List.of();
            case Complete() -> order.status() == OrderStatus.SHIPPED ? List.of(new OrderCompleted()) : List.of();
            case ConfirmCancellation() ->
                order.status() == OrderStatus.CANCELLING && order.cancellation() != null
                        ? List.of(new OrderCancelled(order.cancellation().reason()))
                        : List.of();
        };
    }

    private static List<OrderEvent> record(Order order, Answer answer, Deadlines deadlines) {
        if (!order.exists() || order.stage().isTerminal() || !isNews(order, answer)) {
            return List.of();
        }
        OrderStatus next = evolve(order, answer).status();
        return next == order.status()
                ? List.of(answer)
                : deadlines
                        .in(next)
                        .map(deadline ->
                                next == OrderStatus.PAYMENT_DECLINED ? order.sinceFirstDecline(deadline) : deadline)
                        .<List<OrderEvent>>map(deadline -> List.of(
                                new WaitBegan(next, order.revision(), deadline.remindAt(), deadline.until()), answer))
                        .orElse(List.of(answer));
    }

    /**
     * A refusal that no request waits for any more changes nothing, nor does an answer that this revision had before; but an
     * authorization may be renewed, and refunds of unknown payments may look alike.
     */
    private static boolean isNews(Order order, Answer answer) {
        if (answer instanceof CancellationRefused && order.status() != OrderStatus.CANCELLING) {
            return false;
        }
        boolean renewed = answer instanceof PaymentAuthorized && order.stage() == OrderStatus.RESERVED;
        boolean mayLookAlike = answer instanceof PaymentRefunded refund && !refund.namesItsPayment();
        return renewed || mayLookAlike || !order.answers().contains(answer);
    }

    private static List<OrderEvent> change(Order order, OrderEvent change) {
        return order.isChangeable() ? List.of(change) : List.of();
    }

    /** The order after an event. */
    public static Order evolve(Order order, OrderEvent event) {
        Order changed = event instanceof OrderPlaced placed ? Order.of(placed) : changed(order.next(), event);
        return event instanceof Answer answer ? arrived(changed, answer).answered(answer) : changed;
    }

    private static Order arrived(Order order, Answer answer) {
        return answer.leadsTo()
                .map(status -> order.at(status, answer.revision()))
                .orElse(order);
    }

    private static Order changed(Order order, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> Order.of(placed);
            case BillableAmountCalculated(var revision, var amounts) ->
                order.moves(revision) ? order.costing(amounts) : order;
            case BillableAmountRejected(var revision, var calculated, var quoted) ->
                order.moves(revision) && order.cancellation() == null
                        ? cancelling(order, AMOUNT_REJECTED, mismatch(order, calculated, quoted))
                        : order;
            case InvoicePrepared(var revision) -> order.moves(revision) ? order.invoiceDue(false) : order;
            case PaymentAuthorized(var revision, var amount) -> authorized(order, revision, amount);
            case PaymentDeclined(var revision, var reason) -> declined(order, revision);
            case PaymentMethodChanged(var revision, var method) ->
                order.with(Payment.by(method, order.payment()))
                        .revised(revision)
                        .at(OrderStatus.INVOICED)
                        .invoiceDue(order.stage() != OrderStatus.PAYMENT_DECLINED);
            case LinesChanged(var revision, var lines, var amounts, var quoted) ->
                order.wanting(lines, amounts, quoted).revised(revision).at(OrderStatus.PLACED);
            case ShipToChanged(var revision, var shipTo, var amounts) ->
                order.shippingTo(shipTo, amounts).revised(revision).at(OrderStatus.PLACED);
            case StockReserved(var revision, var reserved) -> order.with(Stock.of(reserved, List.of()));
            case StockBackOrdered(var revision, var place, var reserved, var missing) ->
                order.with(Stock.of(reserved, missing));
            case PaymentCaptured(var revision, var payment, var amount) ->
                order.with(order.payment().captured(payment, amount));
            case OrderShipped(var revision, var shipment, var tracking) ->
                order.with(Stock.shipped(tracking)).at(OrderStatus.SHIPPED);
            case WaitBegan wait -> order.waiting(wait);
            case CustomerReminded reminded -> order.reminded();
            case Noted noted -> order;
            case OrderCompleted() -> order.at(OrderStatus.COMPLETED);
            case CancellationRequested(var reason, var detail) -> cancelling(order, reason, detail);
            case CancellationRefused(var revision) -> refused(order);
            case StockReleased released -> order.with(Stock.NONE);
            case PaymentReleased released -> order.with(order.payment().authorized(0));
            case PaymentRefunded refunded -> order.with(order.payment().refunded(refunded));
            case OrderCancelled cancelled -> order.at(OrderStatus.CANCELLED);
        };
    }

    private static Order cancelling(Order order, String reason, String detail) {
        return order.with(new Cancellation(reason, detail, order.stage(), false));
    }

    private static Order refused(Order order) {
        Cancellation asked = order.cancellation();
        return asked == null ? order : order.with(asked.tooLate());
    }

    /** An order that has its stock already had a lapsed authorization renewed. */
    private static Order authorized(Order order, int revision, long amount) {
        if (!order.moves(revision)) {
            return order;
        }
        Order authorized = order.with(order.payment().authorized(amount)).patientAgain();
        return order.stage() == OrderStatus.RESERVED ? authorized : authorized.at(OrderStatus.AUTHORIZED);
    }

    /** A refused capture leaves no authorization behind; a declined one leaves what was authorized before. */
    private static Order declined(Order order, int revision) {
        if (!order.moves(revision)) {
            return order;
        }
        boolean captureRefused = order.stage() == OrderStatus.RESERVED;
        Payment payment = captureRefused ? order.payment().authorized(0) : order.payment();
        return order.with(payment).at(OrderStatus.PAYMENT_DECLINED);
    }

    private static String mismatch(Order order, long calculated, long quoted) {
        return "the amount is %s %s, but the customer was quoted %s"
                .formatted(decimal(calculated), order.agreed().currency(), decimal(quoted));
    }

    private static String decimal(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
