package dev.waybill.platform.messaging;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an envelope that came by an exchange carries.
 *
 * @param body the record that its type names; null for a name that this release does not know, or that is not wanted
 * @param flaw why the content is not what its type promises; null when it is
 */
record MessageContent<M>(@Nullable M body, @Nullable String flaw) {

    /** @throws UnreadableMessage when its source sends nothing by that exchange, so that it has no place in any order */
    static <M> MessageContent<M> of(Envelope envelope, String exchange, PublishedLanguage language, Class<M> wanted)
            throws UnreadableMessage {
        Set<String> senders = language.senders(exchange);
        if (!senders.contains(envelope.source())) {
            throw new UnreadableMessage(
                    "has another source than %s, which alone may send by %s"
                            .formatted(String.join(", ", new TreeSet<>(senders)), exchange),
                    null);
        }
        Class<?> type = language.typeOf(exchange, envelope.type());
        if (type == null || !wanted.isAssignableFrom(type)) {
            return new MessageContent<>(null, null);
        }
        String unsupported = MessageJson.unsupported(envelope.data());
        return unsupported == null
                ? read(envelope, type.asSubclass(wanted), language)
                : new MessageContent<>(null, unsupported);
    }

    private static <M> MessageContent<M> read(Envelope envelope, Class<? extends M> type, PublishedLanguage language) {
        try {
            M body = MessageJson.read(envelope.data(), type);
            String flaw = flaw(envelope, body, language);
            return new MessageContent<>(flaw == null ? body : null, flaw);
        } catch (UnreadableMessage mismatch) {
            return new MessageContent<>(null, mismatch.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            return new MessageContent<>(null, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static @Nullable String flaw(Envelope envelope, @Nullable Object body, PublishedLanguage language) {
        String missing = body == null ? "data" : MissingFields.in(body);
        if (body == null || missing != null) {
            return "has no " + missing;
        }
        return language.subjectOf(body).equals(envelope.subject())
                ? null
                : "has another subject than what its data is about";
    }
}
