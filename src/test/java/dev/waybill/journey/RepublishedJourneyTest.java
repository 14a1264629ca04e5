package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.journey.MessageTap.Crossed;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.AuditedContext.Mended;
import dev.waybill.platform.audit.AuditedContext.Repair;
import dev.waybill.platform.context.ContextRuntime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is published again is what was published the first time, to the last attribute. */
@Tag(Shop.ONE_JVM)
@Order(3)
class RepublishedJourneyTest {

    private final Shop shop = Shop.open();

    @Test
    void everyMessageThatTheEventsLedToIsTheSameAgain() throws Exception {
        try (var tap = MessageTap.on(shop)) {
            String sku = shop.sellNew("AGAIN", "10.00", 1);
            String cart = shop.cartWith(sku, 1);
            String bought = shop.checkOut(cart).json().path("orderId").asText();
            shop.awaitStatus(bought, "COMPLETED");
            String declined = shop.place(Map.of(sku, 1), "pm_card_chargeDeclined", Map.of());
            shop.awaitStatus(declined, "PAYMENT_DECLINED");
            shop.put("/api/orders/" + declined + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
            shop.awaitStatus(declined, "BACK_ORDERED");
            shop.changeLines(declined, Map.of(sku, 2));
            shop.awaitRevision(declined, 2 + 1, "BACK_ORDERED");
            shop.receive(sku, 2);
            shop.awaitStatus(declined, "COMPLETED");
            tap.await("OrderCompleted", declined);

            republished(tap, "ecommerce.events", sku);
            republished(tap, "ecommerce.events", cart);
            republished(tap, "inventory.events", sku);
            for (String order : List.of(bought, declined)) {
                republished(tap, "order.events", order);
                republished(tap, "billing.events", order);
                republished(tap, "shipping.events", order);
            }
        }
    }

    private void republished(MessageTap tap, String exchange, String subject) {
        Map<Long, JsonNode> first = crossed(tap, exchange, subject, 0);
        assertThat(first).as(exchange + " about " + subject).isNotEmpty();
        int before = tap.crossed().size();

        AuditedContext audited = shop.beansOf(AuditedContext.class).stream()
                .filter(one -> exchange.startsWith(one.context() + "."))
                .findFirst()
                .orElseThrow();
        ContextRuntime runtime = shop.beansOf(ContextRuntime.class).stream()
                .filter(one -> one.name().equals(audited.context()))
                .findFirst()
                .orElseThrow();
        Mended mended = runtime.transactions()
                .in(() -> audited.mend(new Repair("say-again", subject, "", exchange, 1, first.size())));

        assertThat(mended.detail()).contains("under its own number");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> crossed(tap, exchange, subject, before).size() == first.size());
        assertThat(crossed(tap, exchange, subject, before)).isEqualTo(first);
    }

    /** By their sequence; the trace is that of the publisher. */
    private static Map<Long, JsonNode> crossed(MessageTap tap, String exchange, String subject, int from) {
        Map<Long, JsonNode> messages = new LinkedHashMap<>();
        List<Crossed> all = tap.crossed();
        all.subList(from, all.size()).stream()
                .filter(message -> message.exchange().equals(exchange) && message.isAbout(subject))
                .forEach(message -> {
                    ObjectNode envelope = message.envelope().deepCopy();
                    envelope.remove("traceparent");
                    messages.put(envelope.path("sequence").asLong(), envelope);
                });
        return messages;
    }
}
