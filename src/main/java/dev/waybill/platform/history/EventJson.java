package dev.waybill.platform.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.security.CurrentUser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an aggregate, as it is shown; personal fields are readable and amounts are money.
 *
 * @param actor the login that has caused it; absent where there is none or it is not known, and for customers
 * @param via how it was caused: REST, DESK, TIMER, CALLBACK, BULK, REPAIR or SYSTEM; absent where it is not known, and for
 *     customers
 */
public record EventJson(
        long version,
        String type,
        Instant occurredAt,
        JsonNode data,
        String causationId,
        String correlationId,
        @Nullable String actor,
        @Nullable String via) {

    static EventJson of(RecordedEvent event, JsonNode data, CurrentUser user) {
        Initiator shown = user.seesOwnOnly() ? Initiator.UNKNOWN : event.initiator();
        return new EventJson(
                event.version(),
                event.type(),
                event.occurredAt(),
                data,
                event.causationId(),
                event.correlationId(),
                shown.actor(),
                shown.via());
    }
}
