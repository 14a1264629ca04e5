package dev.waybill.platform.eventstore;

import dev.waybill.platform.eventstore.StateCache.Versioned;
import java.util.Collection;
import java.util.Map;

/** Intermediate states from which long streams are replayed; the streams alone are the truth. */
interface Snapshots<S> {

    /** One is taken when a stream passes a multiple of this, so a replay reads little more than that many events. */
    int EVERY = 100;

    /** The snapshots of these streams that are not newer than a version, where there are any. */
    Map<StreamId, Versioned<S>> upTo(long version, Collection<StreamId> streams);

    /** Takes the state of a stream that has moved between two versions, if it is time. */
    default void moved(UnitOfWork work, StreamId stream, long from, Versioned<S> now) {
        if (now.version() / EVERY > from / EVERY) {
            take(work, stream, now);
        }
    }

    /** Writes the state of a stream with the transaction that has led to it or has read it under its head's lock. */
    void take(UnitOfWork work, StreamId stream, Versioned<S> now);

    /** For streams that stay short. */
    static <S> Snapshots<S> none() {
        return new Snapshots<>() {
            @Override
            public Map<StreamId, Versioned<S>> upTo(long version, Collection<StreamId> streams) {
                return Map.of();
            }

            @Override
            public void take(UnitOfWork work, StreamId stream, Versioned<S> now) {}
        };
    }
}
