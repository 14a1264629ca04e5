package dev.waybill.desk.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.messaging.LoggedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message about an order, as the order's timeline shows it.
 *
 * @param title the message's name as words, like "Payment authorized"
 * @param details further contents, like an amount or a reason
 */
record EntryView(Instant time, String context, String title, List<String> details, String id, String causationId) {

    private static final List<String> WORDS =
            List.of("reason", "detail", "number", "trackingNumber", "purpose", "code", "reference");
    private static final List<String> AMOUNTS = List.of("amount", "total");
    private static final List<String> PIECES = List.of("items", "reserved", "missing");

    static EntryView of(LoggedMessage message) {
        return new EntryView(
                message.time(),
                message.source(),
                title(message.type()),
                details(message.data()),
                message.id(),
                message.causationId());
    }

    private static String title(String type) {
        String words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static List<String> details(JsonNode data) {
        List<String> details = new ArrayList<>();
        for (String field : AMOUNTS) {
            if (data.path(field).hasNonNull("amount")) {
                details.add(Figures.text(
                        data.path(field).path("amount").asText(),
                        data.path(field).path("currency").asText()));
            }
        }
        for (String field : WORDS) {
            if (data.path(field).isTextual()) {
                details.add(data.path(field).asText());
            }
        }
        for (String field : PIECES) {
            data.path(field)
                    .forEach(item -> details.add((field.equals("items") ? "" : field + " ")
                            + item.path("quantity").asText() + " × "
                            + item.path("sku").asText()));
        }
        if (data.path("revision").asInt() > 1) {
            details.add("revision " + data.path("revision").asInt());
        }
        return details;
    }
}
