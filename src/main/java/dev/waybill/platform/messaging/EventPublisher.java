package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.Step;
import dev.waybill.platform.eventstore.StreamId;
import java.util.List;
import java.util.Optional;

/**
 * Publishes the events of one kind of aggregate, as far as they have a message. Their messages carry no personal data, and
 * their subject is the aggregate's id.
 */
public final class EventPublisher<S, E> {

    /** Derives the message that an event is published as; empty for an event that stays inside its context. */
    @FunctionalInterface
    public interface Messages<S, E> {

        /** The message of an event and of the state right after it: the same whenever it is derived. */
        Optional<?> of(String id, S state, E event);
    }

    private final String category;
    private final Outbox outbox;
    private final Messages<S, E> messages;

    /** @param category of the streams whose heads count the messages */
    public EventPublisher(String category, Outbox outbox, Messages<S, E> messages) {
        this.category = category;
        this.outbox = outbox;
        this.messages = messages;
    }

    /** Publishes an event with the current transaction. */
    public void publish(String id, S state, E event) {
        messages.of(id, state, event).ifPresent(message -> outbox.send(new StreamId(category, id), id, message, null));
    }

    /** The messages that stored events were published as, in order. */
    public List<SentMessage> sent(String id, List<Step<S, E>> steps) {
        return steps.stream()
                .flatMap(step -> messages.of(id, step.state(), step.event()).stream()
                        .map(message -> new SentMessage(message, step.stored())))
                .toList();
    }
}
