package dev.waybill.desk.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.Item;
import dev.waybill.contract.Line;
import dev.waybill.contract.Money;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.desk.view.ShippingFacts;
import dev.waybill.platform.messaging.LoggedMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the desk knows it.
 *
 * @param waitsFor what has to happen next; absent when the order has ended
 * @param since when the order reached its status
 * @param until when the wait ends; absent where it has no deadline
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
        PaymentJson payment,
        PiecesJson stock,
        ShippingFacts shipment,
        @Nullable String cancelled,
        @Nullable List<MessageJson> timeline) {

    /** The money, as billing has published it. */
    record PaymentJson(
            @Nullable Money authorized,
            @Nullable Money captured,
            @Nullable Money refunded,
            @Nullable String invoice,
            @Nullable String declined) {}

    /** The pieces, as inventory has published them; the place in the back-order queue is absent outside of it. */
    record PiecesJson(
            List<Item> reserved,
            List<Item> missing,
            List<Item> issued,
            @Nullable Long place) {}

    /** A message about the order; {@code causationId} is the id of the message or request that led to it. */
    record MessageJson(
            Instant time,
            String context,
            String type,
            String id,
            long sequence,
            String causationId,
            String correlationId,
            JsonNode data) {

        static MessageJson of(LoggedMessage message) {
            return new MessageJson(
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

    static DeskOrderJson of(OrderFacts facts, @Nullable List<LoggedMessage> timeline) {
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
                new PiecesJson(
                        facts.stock().reserved(),
                        facts.stock().missing(),
                        facts.stock().issued(),
                        standing.place()),
                facts.shipping(),
                order.ended(),
                timeline == null ? null : timeline.stream().map(MessageJson::of).toList());
    }

    private static PaymentJson payment(OrderFacts facts) {
        var billing = facts.billing();
        return new PaymentJson(
                billing.authorized(), billing.captured(), billing.refunded(), billing.invoice(), billing.declined());
    }
}
