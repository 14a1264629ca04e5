package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Instant;

/**
 * A message as a context has received it.
 *
 * @param source the context that published it
 * @param sequence counts the source's messages about the subject
 */
public record LoggedMessage(
        String id,
        String source,
        String type,
        String subject,
        long sequence,
        Instant time,
        String causationId,
        String correlationId,
        JsonNode data) {

    private static final ObjectMapper JSON = PersonalJson.plain().build();

    /** The message as one of a sealed family's records, found by its name. */
    public <T> T as(Class<T> family) {
        try {
            for (Class<?> candidate : family.getPermittedSubclasses()) {
                if (candidate.getSimpleName().equals(type)) {
                    return family.cast(JSON.treeToValue(data, candidate));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("message " + id + " cannot be read as a " + type, e);
        }
        throw new IllegalStateException(family.getSimpleName() + " has no message " + type);
    }
}
