package dev.waybill.platform.messaging;

import org.jspecify.annotations.Nullable;

/** Reads the messages of one queue as those of the published language. */
final class MessageReader {

    private final Listener listener;
    private final PublishedLanguage language;
    private final String exchange;
    private final KeptMessages kept;

    MessageReader(Listener listener, PublishedLanguage language, KeptMessages kept) {
        this.listener = listener;
        this.language = language;
        this.exchange = language.heardBy(listener.queue());
        this.kept = kept;
    }

    /** What the broker has handed over. */
    Received read(Delivery delivery) throws UnreadableMessage {
        return received(EnvelopeJson.read(delivery.text()), delivery.headers(), null, 0);
    }

    /** What was kept; read again, as this release may understand what an earlier one did not. */
    Received read(KeptMessages.Kept message) throws UnreadableMessage {
        return received(kept.envelope(message), "{}", message.id(), message.attempts());
    }

    private Received received(Envelope envelope, String headers, @Nullable Long keptAs, int attempts)
            throws UnreadableMessage {
        var content = MessageContent.of(envelope, exchange, language);
        return new Received(
                envelope,
                content.body(),
                content.flaw(),
                listener.lane(envelope.subject()),
                envelope.source() + ">" + exchange,
                headers,
                keptAs,
                attempts);
    }
}
