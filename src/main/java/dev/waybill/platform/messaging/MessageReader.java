package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.messaging.KeptMessages.Kept;
import dev.waybill.platform.personal.PersonalJson;
import org.jspecify.annotations.Nullable;

/** Reads the messages of one queue as those of the published language. */
final class MessageReader {

    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private final Listener listener;
    private final PublishedLanguage language;
    private final String exchange;
    private final PersonalJson json;

    MessageReader(Listener listener, PublishedLanguage language, PersonalJson json) {
        this.listener = listener;
        this.language = language;
        this.exchange = language.heardBy(listener.queue());
        this.json = json;
    }

    /** What the broker has handed over. */
    Received read(Delivery delivery) throws UnreadableMessage {
        return received(EnvelopeJson.read(delivery.text()), delivery.headers(), null, 0);
    }

    /** What was kept; read anew, as this release may understand what an earlier one did not. */
    Received read(Kept message) throws UnreadableMessage {
        if (message.encoding() != null) {
            throw new UnreadableMessage("is no text in UTF-8", null);
        }
        try {
            String body = json.reveal(JSON.readTree(message.body())).toString();
            return received(EnvelopeJson.read(body), message.headers(), message.id(), message.attempts());
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Received received(Envelope envelope, String headers, @Nullable Long keptAs, int attempts) {
        Class<?> type = language.typeOf(exchange, envelope.type());
        Object body = null;
        String flaw = null;
        try {
            body = type == null ? null : JSON.treeToValue(envelope.data(), type);
            flaw = type == null ? null : flaw(body);
        } catch (JsonProcessingException e) {
            flaw = "is no " + envelope.type() + ": " + e.getOriginalMessage();
        }
        return new Received(
                envelope,
                body,
                flaw,
                listener.lane(envelope.subject()),
                envelope.source() + ">" + exchange,
                headers,
                keptAs,
                attempts);
    }

    private static @Nullable String flaw(@Nullable Object body) {
        String missing = body == null ? "data" : MissingFields.in(body);
        return missing == null ? null : "has no " + missing;
    }
}
