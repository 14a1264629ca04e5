package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.StreamId;
import java.util.Collection;
import java.util.List;

/** What a context does with the messages of one queue. */
public interface Listener {

    /** The queue that is listened to. */
    String queue();

    /** The stream whose head keeps the order of messages about a subject. */
    StreamId lane(String subject);

    /** Heads to lock before those of the lanes, in every transaction of this listener. */
    default List<StreamId> locksFirst() {
        return List.of();
    }

    /** Loads at once what a batch of messages will touch; their lanes are locked. */
    default void prepare(Collection<?> messages) {}

    /** Handles a message inside a transaction; a technical failure is thrown, and all of it is retried. */
    void handle(Object message, Envelope envelope);

    /** Whether a transaction may hold at most one such message per lane. */
    default boolean alone(Object message) {
        return false;
    }

    /** A message of the lane was parked, under that id, until somebody helps; inside the transaction that parks it. */
    default void parked(Envelope envelope, long id, String cause) {}

    /** The message that was parked under that id is about to be handled or passed over; inside that transaction. */
    default void unparked(String subject, long id) {}

    /** Runs the handling of a batch of messages, inside its transaction. */
    default void around(Collection<?> messages, Runnable handling) {
        handling.run();
    }
}
