package dev.waybill.desk.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.Item;
import dev.waybill.contract.Money;
import dev.waybill.contract.order.Line;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.platform.messaging.HeardMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the desk knows it.
 *
 * @param waitsFor what has to happen next; absent when the order has ended
 * @param since when the order came to its status
 * @param until how long it is waited for; absent where nobody loses patience
 */
record DeskOrderJson(
        String orderId,
        String status,
        int revision,
        @Nullable String waitsFor,
        Instant since,
        @Nullable Instant until,
        @Nullable String customerId,
        @Nullable String reference,
        @Nullable String cartId,
        List<Line> lines,
        @Nullable Money total,
        @Nullable Instant placedAt,
        Payment payment,
        Stock stock,
        Shipment shipment,
        @Nullable String cancelled,
        @Nullable List<Entry> timeline) {

    /** The money, as billing told. */
    record Payment(
            @Nullable Money authorized,
            @Nullable Money captured,
            @Nullable Money refunded,
            @Nullable String invoice,
            @Nullable String declined) {}

    /** The pieces, as inventory told; the place in the back-order queue is absent outside of it. */
    record Stock(
            List<Item> reserved,
            List<Item> missing,
            List<Item> issued,
            @Nullable Long place) {}

    /** The parcel, as shipping told. */
    record Shipment(
            @Nullable String trackingNumber,
            @Nullable Instant dispatchedAt,
            @Nullable Instant deliveredAt) {}

    /** A message about the order; {@code causationId} is the id of the message or request that led to it. */
    record Entry(
            Instant time,
            String context,
            String type,
            String id,
            long sequence,
            String causationId,
            String correlationId,
            JsonNode data) {

        static Entry of(HeardMessage message) {
            return new Entry(
                    message.time(),
                    message.source(),
                    message.type(),
                    message.id(),
                    message.sequence(),
                    message.causationId(),
                    message.correlationId(),
                    message.data());
        }
    }

    static DeskOrderJson of(OrderFacts facts) {
        return of(facts, null);
    }

    static DeskOrderJson of(OrderFacts facts, @Nullable List<HeardMessage> timeline) {
        var standing = facts.standing();
        var order = facts.order();
        return new DeskOrderJson(
                facts.orderId(),
                standing.status().name(),
                facts.currentRevision(),
                standing.status().waitsFor(),
                standing.since(),
                standing.until(),
                order.customerId(),
                order.reference(),
                facts.cartId(),
                order.lines(),
                order.total(),
                order.placedAt(),
                payment(facts),
                new Stock(
                        facts.stock().reserved(),
                        facts.stock().missing(),
                        facts.stock().issued(),
                        standing.place()),
                new Shipment(
                        facts.shipping().trackingNumber(),
                        facts.shipping().dispatchedAt(),
                        facts.shipping().deliveredAt()),
                order.ended(),
                timeline == null ? null : timeline.stream().map(Entry::of).toList());
    }

    private static Payment payment(OrderFacts facts) {
        var billing = facts.billing();
        return new Payment(
                billing.authorized(), billing.captured(), billing.refunded(), billing.invoice(), billing.declined());
    }
}
