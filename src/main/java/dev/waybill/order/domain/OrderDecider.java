package dev.waybill.order.domain;

import dev.waybill.order.domain.OrderCommand.CancelOrder;
import dev.waybill.order.domain.OrderCommand.ChangePaymentMethod;
import dev.waybill.order.domain.OrderCommand.CompleteOrder;
import dev.waybill.order.domain.OrderCommand.PlaceOrder;
import dev.waybill.order.domain.OrderCommand.RecordAnswer;
import dev.waybill.order.domain.OrderCommand.RunOutOfPatience;
import dev.waybill.order.domain.OrderEvent.BillableAmountCalculated;
import dev.waybill.order.domain.OrderEvent.BillableAmountRejected;
import dev.waybill.order.domain.OrderEvent.BillableAmountVerified;
import dev.waybill.order.domain.OrderEvent.CancellationRequested;
import dev.waybill.order.domain.OrderEvent.InvoicePrepared;
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
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.StockReleased;
import dev.waybill.order.domain.OrderEvent.StockReserved;
import java.math.BigDecimal;
import java.util.List;

/** What an order decides and how it evolves. Answers to older revisions are recorded and move nothing. */
public final class OrderDecider {

    /** The reason of an order whose amount is not what the customer agreed to. */
    public static final String AMOUNT_REJECTED = "BillableAmountRejected";

    private OrderDecider() {}

    /** The events that a command leads to; none when the order's state leaves nothing to do. */
    public static List<OrderEvent> decide(Order order, OrderCommand command) {
        return switch (command) {
            case PlaceOrder(var placed) -> order.exists() ? List.of() : List.of(placed);
            case ChangePaymentMethod(var method) ->
                order.exists() && order.status().isBeforePayment()
                        ? List.of(new PaymentMethodChanged(order.revision() + 1, method))
                        : List.of();
            case RecordAnswer(var answer) ->
                order.exists() && !order.status().isTerminal() ? List.of(answer) : List.of();
            case RunOutOfPatience(var reason, var detail) ->
                order.status() == OrderStatus.PAYMENT_DECLINED
                        ? List.of(new CancellationRequested(reason, detail))
                        : List.of();
            case CompleteOrder() -> order.status() == OrderStatus.SHIPPED ? List.of(new OrderCompleted()) : List.of();
            case CancelOrder() ->
                order.status() == OrderStatus.CANCELLING && order.cancellation() != null
                        ? List.of(new OrderCancelled(order.cancellation().reason()))
                        : List.of();
        };
    }

    /** The order after an event. */
    public static Order evolve(Order order, OrderEvent event) {
        return event instanceof OrderPlaced placed ? Order.of(placed) : moved(order.next(), event);
    }

    private static Order moved(Order order, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> Order.of(placed);
            case BillableAmountCalculated(var revision, var amounts) ->
                order.moves(revision) ? order.costing(amounts) : order;
            case BillableAmountVerified verified -> order;
            case BillableAmountRejected(var revision, var calculated, var quoted) ->
                order.moves(revision) ? order.cancelling(AMOUNT_REJECTED, mismatch(order, calculated, quoted)) : order;
            case InvoicePrepared(var revision) -> order.at(OrderStatus.INVOICED, revision);
            case PaymentAuthorized(var revision, var amount) ->
                order.with(order.payment().authorized(amount)).at(OrderStatus.AUTHORIZED, revision);
            case PaymentDeclined(var revision, var reason) ->
                order.moves(revision)
                        ? order.with(order.payment().authorized(0)).at(OrderStatus.PAYMENT_DECLINED)
                        : order;
            case PaymentMethodChanged(var revision, var method) ->
                order.with(order.payment().by(method)).revised(revision).at(OrderStatus.INVOICED);
            case StockReserved(var revision) -> order.with(Stock.RESERVED).at(OrderStatus.RESERVED, revision);
            case StockBackOrdered(var revision, var place, var missing) ->
                order.with(Stock.waitingFor(missing)).at(OrderStatus.BACK_ORDERED, revision);
            case PaymentCaptured(var revision, var amount) ->
                order.with(order.payment().captured(amount)).at(OrderStatus.PAID, revision);
            case OrderShipped shipped -> order.with(Stock.SHIPPED).at(OrderStatus.SHIPPED);
            case OrderCompleted() -> order.at(OrderStatus.COMPLETED);
            case CancellationRequested(var reason, var detail) -> order.cancelling(reason, detail);
            case StockReleased released -> order.with(Stock.NONE);
            case PaymentReleased released -> order.with(order.payment().authorized(0));
            case PaymentRefunded(var revision, var amount) ->
                order.with(order.payment().refunded(amount));
            case OrderCancelled cancelled -> order.at(OrderStatus.CANCELLED);
        };
    }

    private static String mismatch(Order order, long calculated, long quoted) {
        return "the amount is %s %s, but the customer was quoted %s"
                .formatted(decimal(calculated), order.agreed().currency(), decimal(quoted));
    }

    private static String decimal(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
