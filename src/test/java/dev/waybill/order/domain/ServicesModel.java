package dev.waybill.order.domain;

import static dev.waybill.order.domain.OrderDeciderTest.AMOUNTS;
import static dev.waybill.order.domain.OrderDeciderTest.LAMPS;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.OrderCommand.AcceptAnswer;
import dev.waybill.order.domain.OrderCommand.Complete;
import dev.waybill.order.domain.OrderCommand.ConfirmCancellation;
import dev.waybill.order.domain.OrderCommand.Place;
import dev.waybill.order.domain.OrderCommand.ReplaceLines;
import dev.waybill.order.domain.OrderCommand.ReplacePaymentMethod;
import dev.waybill.order.domain.OrderCommand.RequestCancellation;
import dev.waybill.order.domain.OrderEvent.Answer;
import dev.waybill.order.domain.OrderEvent.BillableAmountCalculated;
import dev.waybill.order.domain.OrderEvent.BillableAmountRejected;
import dev.waybill.order.domain.OrderEvent.BillableAmountVerified;
import dev.waybill.order.domain.OrderEvent.CancellationRefused;
import dev.waybill.order.domain.OrderEvent.InvoicePrepared;
import dev.waybill.order.domain.OrderEvent.OrderShipped;
import dev.waybill.order.domain.OrderEvent.PaymentAuthorized;
import dev.waybill.order.domain.OrderEvent.PaymentCaptured;
import dev.waybill.order.domain.OrderEvent.PaymentDeclined;
import dev.waybill.order.domain.OrderEvent.PaymentReleased;
import dev.waybill.order.domain.OrderEvent.StockBackOrdered;
import dev.waybill.order.domain.OrderEvent.StockReleased;
import dev.waybill.order.domain.OrderEvent.StockReserved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * An order between its customer and the three services. Each service's answers keep their order, as the inbox guarantees;
 * those of different services do not, and the history determines how late each is. What is asked follows from where the order
 * is, as in the diagram.
 */
final class ServicesModel {

    private static final Duration PATIENCE = Duration.ofDays(1);

    /** An observer of every decision. */
    interface Watch {
        void decided(Order before, OrderCommand command, List<OrderEvent> events, Order after);
    }

    private final Watch watch;
    private final List<Queue<Answer>> lanes = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
    final List<OrderEvent> history = new ArrayList<>();
    final List<Answer> received = new ArrayList<>();
    private Order order = Order.NONE;
    private OrderStatus asked = OrderStatus.COMPLETED;
    private int askedAt;
    private int invoiceDueAt;
    private boolean parcelLeft;
    private boolean released;

    ServicesModel(Watch watch) {
        this.watch = watch;
        handle(new Place(OrderDeciderTest.PLACED));
    }

    Order order() {
        return order;
    }

    void changesLines() {
        handle(new ReplaceLines(OrderDeciderTest.PLACED.lines(), AMOUNTS, null));
    }

    /** A method that was not asked for starts over with the invoice, though the order's status is that it is invoiced. */
    void changesMethod() {
        boolean awaited = order.status() == OrderStatus.PAYMENT_DECLINED;
        int before = order.revision();
        handle(new ReplacePaymentMethod("pm_other"));
        invoiceDueAt = order.revision() > before && !awaited ? order.revision() : invoiceDueAt;
    }

    private OrderStatus stage() {
        boolean invoiceIsDue = order.status() == OrderStatus.INVOICED && invoiceDueAt == order.revision();
        return invoiceIsDue ? OrderStatus.PLACED : order.status();
    }

    void cancels() {
        handle(new RequestCancellation("why", ""));
    }

    void runsOutOfPatience(OrderStatus waiting) {
        handle(new OrderCommand.RunOutOfPatience(waiting, "patience", ""));
    }

    /** The process completes or cancels the order when all has been done, and at no other time can it. */
    void triesToEnd() {
        if (order.status() != OrderStatus.CANCELLING || released) {
            handle(new Complete());
            handle(new ConfirmCancellation());
        } else {
            handle(new Complete());
        }
    }

    /** A service does what the order asked for last, if it has not yet, well or badly. */
    boolean serviceWorks(boolean well) {
        int revision = order.revision();
        OrderStatus stage = stage();
        if (asked == stage && askedAt == revision || order.status().isTerminal()) {
            return false;
        }
        asked = stage;
        askedAt = revision;
        switch (stage) {
            case PLACED -> {
                bills(new BillableAmountCalculated(revision, AMOUNTS));
                if (well) {
                    bills(new BillableAmountVerified(revision));
                }
                bills(well ? new InvoicePrepared(revision) : new BillableAmountRejected(revision, 11_900, 1));
            }
            case INVOICED -> bills(well ? new PaymentAuthorized(revision, 11_900) : declined(revision));
            case AUTHORIZED, BACK_ORDERED -> {
                if (well || stage == OrderStatus.BACK_ORDERED) {
                    reserves(new StockReserved(revision, LAMPS));
                } else {
                    reserves(new StockBackOrdered(revision, 1, List.of(), LAMPS));
                }
            }
            case RESERVED -> {
                bills(new PaymentAuthorized(revision, 11_900));
                bills(well ? new PaymentCaptured(revision, "p-" + revision, 11_900) : declined(revision));
            }
            case PAID -> {
                parcelLeft = true;
                ships(new OrderShipped(revision, "order-1", "T-1"));
            }
            case CANCELLING -> gives(revision);
            case PAYMENT_DECLINED, SHIPPED, COMPLETED, CANCELLED -> {} // nothing is asked of a service
        }
        return true;
    }

    private static PaymentDeclined declined(int revision) {
        return new PaymentDeclined(revision, "declined");
    }

    /** Shipping refuses once the parcel has left; else all is released. */
    private void gives(int revision) {
        if (parcelLeft) {
            ships(new CancellationRefused(revision));
        } else {
            reserves(new StockReleased(revision));
            bills(new PaymentReleased(revision));
        }
    }

    private void bills(Answer answer) {
        lanes.get(0).add(answer);
    }

    private void reserves(Answer answer) {
        lanes.get(1).add(answer);
    }

    private void ships(Answer answer) {
        lanes.get(2).add(answer);
    }

    /** As the order's flow does: news of the dispatch refuses a cancellation. */
    boolean receives(int lane) {
        Answer answer = lanes.get(lane).poll();
        if (answer == null) {
            return false;
        }
        received.add(answer);
        if (answer instanceof InvoicePrepared(var revision) && revision == invoiceDueAt) {
            invoiceDueAt = 0;
        }
        boolean cancelling = order.status() == OrderStatus.CANCELLING;
        handle(new AcceptAnswer(answer, deadlines()));
        if (cancelling && answer instanceof OrderShipped) {
            handle(new AcceptAnswer(new CancellationRefused(order.revision())));
        }
        released = released || answer instanceof PaymentReleased;
        return true;
    }

    /** Any earlier answer again, in a new message: the inbox ignores a message that repeats. */
    void receivesAgain(int pick) {
        if (!received.isEmpty()) {
            Answer answer = received.get(pick % received.size());
            boolean renewal = answer instanceof PaymentAuthorized && order.stage() == OrderStatus.RESERVED;
            if (order.status().isTerminal() || answer.revision() == order.revision() && !renewal) {
                handle(new AcceptAnswer(answer, deadlines()));
            }
        }
    }

    /** Time passes with each event. */
    private Deadlines deadlines() {
        Instant now = Instant.EPOCH.plusSeconds(history.size());
        return new Deadlines(Map.of(
                OrderStatus.PAYMENT_DECLINED, new Deadline(null, now.plus(PATIENCE)),
                OrderStatus.BACK_ORDERED, new Deadline(now, now.plus(PATIENCE))));
    }

    private void handle(OrderCommand command) {
        Order before = order;
        List<OrderEvent> events = Orders.DECIDER.decide().apply(before, command);
        order = Orders.DECIDER.replay(before, events);
        history.addAll(events);
        watch.decided(before, command, events, order);
    }

    /** Lets customer and services finish their work; a customer who is asked for another method gives one. Returns whether
     * nothing is left to do. */
    boolean comesToRest() {
        for (int round = 0; round < 200; round++) {
            if (receives(0) || receives(1) || receives(2) || serviceWorks(true)) {
                continue;
            }
            if (order.status().isTerminal()) {
                return true;
            }
            changesMethodIfAsked();
            triesToEnd();
        }
        return false;
    }

    private void changesMethodIfAsked() {
        if (order.status() == OrderStatus.PAYMENT_DECLINED) {
            changesMethod();
        }
    }
}
