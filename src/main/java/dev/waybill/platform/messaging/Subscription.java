package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a context does with the messages of one queue: each is handled once, inside a transaction and in the order of its
 * lane. A handler that throws is retried with all of its transaction, and its message is parked in the end.
 *
 * <pre>{@code
 * Subscription.to("billing.commands", BillingCommand.class).inLanesOf("bill").handling(this::handle)
 * }</pre>
 *
 * @param type the messages that are handled: the queue's whole family, or one of its events; others are skipped
 * @param lane the stream whose head keeps the order of the messages about a subject
 * @param locksFirst streams to lock before those of the lanes
 * @param loading loads at once what a batch of messages will touch; their lanes are locked
 * @param around runs the handling of a batch inside something that all of it shares
 * @param alone whether a batch may hold at most one such message per lane
 * @param lag how long messages may gather under load, so that batches are larger; zero for none
 */
public record Subscription<M>(
        String queue,
        Class<M> type,
        Function<String, StreamId> lane,
        BiConsumer<M, Envelope> handler,
        List<StreamId> locksFirst,
        Consumer<List<M>> loading,
        BiConsumer<List<M>, Runnable> around,
        Predicate<M> alone,
        ParkingHook parking,
        Duration lag) {

    /** Begins a subscription to the messages of a type in a queue. */
    public static <M> Unordered<M> to(String queue, Class<M> type) {
        return new Unordered<>(queue, type);
    }

    /** A queue whose messages have no order yet. */
    public record Unordered<M>(String name, Class<M> type) {

        /** The messages about a subject are handled in order, in a lane of that category. */
        public Unhandled<M> inLanesOf(String category) {
            return inLanes(subject -> new StreamId(category, subject));
        }

        /** As {@link #inLanesOf}, where another place has the names of the streams. */
        public Unhandled<M> inLanes(Function<String, StreamId> lane) {
            return new Unhandled<>(name, type, lane);
        }
    }

    /** A queue whose messages have no handler yet. */
    public record Unhandled<M>(String queue, Class<M> type, Function<String, StreamId> lane) {

        /** Handles each message. */
        public Subscription<M> handling(Consumer<M> handler) {
            return handlingWithEnvelope((message, envelope) -> handler.accept(message));
        }

        /** Handles each message with its envelope. */
        public Subscription<M> handlingWithEnvelope(BiConsumer<M, Envelope> handler) {
            return new Subscription<>(
                    queue,
                    type,
                    lane,
                    handler,
                    List.of(),
                    messages -> {},
                    (messages, handling) -> handling.run(),
                    message -> false,
                    ParkingHook.NONE,
                    Duration.ZERO);
        }
    }

    /** Locks these streams before the lanes, in every transaction. */
    public Subscription<M> lockingFirst(StreamId... streams) {
        return new Subscription<>(queue, type, lane, handler, List.of(streams), loading, around, alone, parking, lag);
    }

    /** Loads at once what a batch of messages will touch. */
    public Subscription<M> loading(Consumer<List<M>> load) {
        return new Subscription<>(queue, type, lane, handler, locksFirst, load, around, alone, parking, lag);
    }

    /** Runs the handling of a batch inside something that all of it shares. */
    public Subscription<M> around(BiConsumer<List<M>, Runnable> batch) {
        return new Subscription<>(queue, type, lane, handler, locksFirst, loading, batch, alone, parking, lag);
    }

    /** Handles at most one such message per lane in a batch. */
    public Subscription<M> alone(Predicate<M> which) {
        return new Subscription<>(queue, type, lane, handler, locksFirst, loading, around, which, parking, lag);
    }

    /** Follows what is parked and released. */
    public Subscription<M> parking(ParkingHook hook) {
        return new Subscription<>(queue, type, lane, handler, locksFirst, loading, around, alone, hook, lag);
    }

    /** Lets messages gather under load, up to that long: for a reader that may lag. */
    public Subscription<M> lagging(Duration most) {
        return new Subscription<>(queue, type, lane, handler, locksFirst, loading, around, alone, parking, most);
    }
}
