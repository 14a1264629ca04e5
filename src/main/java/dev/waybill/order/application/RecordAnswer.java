package dev.waybill.order.application;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderEvent.Answer;
import dev.waybill.order.domain.OrderEvent.CancellationRefused;
import dev.waybill.order.domain.OrderEvent.OrderShipped;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.model.Patience;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Records what a service answered; an answer to the revision that the order is at may move its process. */
public class RecordAnswer {

    private final Orders orders;
    private final OrderProcess process;
    private final Patience patience;
    private final Clock clock;

    public RecordAnswer(Orders orders, OrderProcess process, Patience patience, Clock clock) {
        this.orders = orders;
        this.process = process;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Records an answer with the current transaction.
     *
     * @param message under which the process waits for it; empty when the answer does not move the process
     */
    public void record(String orderId, Answer answer, Optional<String> message) {
        Order before = orders.locked(orderId);
        if (isRecorded(orderId, answer) && isAwaited(before, answer)) {
            message.ifPresent(awaited -> {
                if (answer instanceof OrderShipped && before.status() == OrderStatus.CANCELLING) {
                    refuseCancellation(orderId, answer.revision());
                }
                process.deliver(orderId, awaited);
            });
        }
    }

    private boolean isRecorded(String orderId, Answer answer) {
        return orders.handle(
                        orderId,
                        new OrderCommand.AcceptAnswer(
                                answer, patience.from(clock.instant().truncatedTo(ChronoUnit.MICROS))))
                .changed();
    }

    /** A parcel on its way is the answer: shipping's own may come after news of the delivery, which no task awaits yet. */
    private void refuseCancellation(String orderId, int revision) {
        if (isRecorded(orderId, new CancellationRefused(revision))) {
            process.deliver(orderId, "ShipmentCancellationRefused");
        }
    }

    private static boolean isAwaited(Order order, Answer answer) {
        return order.revision() == answer.revision() && !order.status().isTerminal();
    }
}
