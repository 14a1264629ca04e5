package dev.waybill.desk.view;

import dev.waybill.contract.Line;
import dev.waybill.contract.Money;
import dev.waybill.contract.order.OrderEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the order context has published about an order.
 *
 * @param stage PLACED until the order is shipped or has ended
 * @param since when it reached that stage
 * @param ended why it was cancelled; null when it was not
 */
public record PlacedFacts(
        int revision,
        Status stage,
        Instant since,
        @Nullable String customerId,
        @Nullable String reference,
        List<Line> lines,
        @Nullable Money total,
        @Nullable Instant placedAt,
        @Nullable Instant paymentUntil,
        @Nullable Instant stockUntil,
        @Nullable String ended) {

    static final PlacedFacts NONE =
            new PlacedFacts(0, Status.PLACED, Instant.EPOCH, null, null, List.of(), null, null, null, null, null);

    PlacedFacts with(OrderEvent event, Instant at) {
        return switch (event) {
            case OrderEvent.OrderPlaced placed ->
                new PlacedFacts(
                        placed.revision(),
                        Status.PLACED,
                        at,
                        placed.customerId(),
                        placed.reference(),
                        placed.lines(),
                        placed.total(),
                        placed.placedAt(),
                        null,
                        null,
                        null);
            case OrderEvent.OrderChanged changed ->
                new PlacedFacts(
                        changed.revision(),
                        Status.PLACED,
                        at,
                        customerId,
                        reference,
                        changed.lines(),
                        changed.total(),
                        placedAt,
                        null,
                        null,
                        null);
            case OrderEvent.PaymentMethodRequested requested -> waiting(requested.revision(), requested.until(), null);
            case OrderEvent.OrderBackOrdered waits ->
                waiting(
                        waits.revision(),
                        null,
                        revision == waits.revision() && stockUntil != null ? stockUntil : waits.until());
            case OrderEvent.OrderCancellationRefused refused -> this;
            case OrderEvent.OrderShipped shipped -> at(Status.SHIPPED, at, null);
            case OrderEvent.OrderCompleted completed -> at(Status.COMPLETED, at, null);
            case OrderEvent.OrderCancelled cancelled -> at(Status.CANCELLED, at, cancelled.reason());
        };
    }

    private PlacedFacts waiting(int at, @Nullable Instant forPayment, @Nullable Instant forStock) {
        return new PlacedFacts(
                at, stage, since, customerId, reference, lines, total, placedAt, forPayment, forStock, ended);
    }

    private PlacedFacts at(Status next, Instant at, @Nullable String why) {
        return new PlacedFacts(revision, next, at, customerId, reference, lines, total, placedAt, null, null, why);
    }
}
