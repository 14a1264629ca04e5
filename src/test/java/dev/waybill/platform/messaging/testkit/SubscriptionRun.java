package dev.waybill.platform.messaging.testkit;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Subscription;
import java.time.Instant;
import java.util.List;

/** Runs a subscription's handler without a broker, as the inbox does for messages that are next in their lanes. */
public final class SubscriptionRun<M> {

    private final Subscription<M> subscription;
    private long delivered;

    public SubscriptionRun(Subscription<M> subscription) {
        this.subscription = subscription;
    }

    /** Loads and handles the messages as one batch. */
    @SafeVarargs
    public final void deliver(M... messages) {
        List<M> batch = List.of(messages);
        subscription.loading().accept(batch);
        subscription
                .around()
                .accept(
                        batch,
                        () -> batch.forEach(
                                message -> subscription.handler().accept(message, envelope(message, ++delivered))));
    }

    private static Envelope envelope(Object message, long number) {
        return new Envelope(
                "message-" + number,
                "test",
                message.getClass().getSimpleName(),
                "subject",
                Instant.EPOCH,
                "flow",
                "cause",
                number,
                "",
                Initiator.UNKNOWN,
                NullNode.getInstance());
    }
}
