package dev.waybill.platform.messaging;

import org.jspecify.annotations.Nullable;

/** Reads the messages of one queue as those of the published language. */
final class MessageReader<M> {

    private final Subscription<M> subscription;
    private final PublishedLanguage language;
    private final String exchange;
    private final HeldMessages held;

    MessageReader(Subscription<M> subscription, PublishedLanguage language, HeldMessages held) {
        this.subscription = subscription;
        this.language = language;
        this.exchange = language.exchangeBoundTo(subscription.queue());
        language.checkCarries(exchange, subscription.type());
        this.held = held;
    }

    /** What the broker has handed over. */
    Received<M> read(Delivery delivery) throws UnreadableMessage {
        return received(EnvelopeJson.read(delivery.text()), delivery.headers(), null, 0);
    }

    /** A held message, read again: this release may understand what an earlier one did not. */
    Received<M> read(HeldMessages.Held message) throws UnreadableMessage {
        return received(held.envelope(message), "{}", message.id(), message.attempts());
    }

    private Received<M> received(Envelope envelope, String headers, @Nullable Long heldAs, int attempts)
            throws UnreadableMessage {
        var content = MessageContent.of(envelope, exchange, language, subscription.type());
        return new Received<>(
                envelope,
                content.body(),
                content.flaw(),
                language.initiatorBehind(envelope, exchange),
                subscription.lane().apply(envelope.subject()),
                envelope.source() + ">" + exchange,
                headers,
                heldAs,
                attempts);
    }
}
