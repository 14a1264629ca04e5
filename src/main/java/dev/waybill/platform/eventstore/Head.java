package dev.waybill.platform.eventstore;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The locked head of a stream inside one transaction: the version of its newest event, and how far it is in the sequences
 * of messages that it sends and receives.
 */
public final class Head {

    private final StreamId id;
    private final Map<String, Long> sent;
    private final Map<String, Long> received;
    private long version;
    private int held;
    private boolean changed;
    private @Nullable Instant happened;

    Head(StreamId id, long version, Map<String, Long> sent, Map<String, Long> received, int held) {
        this.id = id;
        this.version = version;
        this.sent = sent;
        this.received = received;
        this.held = held;
    }

    public StreamId id() {
        return id;
    }

    /** The version of the newest event, 0 for none. */
    public long version() {
        return version;
    }

    /** Takes the next version for an event that is appended. */
    public long nextVersion() {
        changed = true;
        return ++version;
    }

    /** When the newest event happened that this transaction appends; null before the first. */
    public @Nullable Instant happened() {
        return happened;
    }

    void happened(Instant when) {
        happened = when;
    }

    /** Takes the next number of the messages sent to an exchange about this subject, from 1. */
    public long nextSent(String exchange) {
        changed = true;
        return sent.merge(exchange, 1L, Long::sum);
    }

    /** The number of the last message sent to an exchange about this subject, 0 for none. */
    public long sent(String exchange) {
        return sent.getOrDefault(exchange, 0L);
    }

    /** The sequence of the last message handled from a publisher, 0 for none. */
    public long received(String publisher) {
        return received.getOrDefault(publisher, 0L);
    }

    /** Remembers that a publisher's message of that sequence is handled. */
    public void receivedUpTo(String publisher, long sequence) {
        changed = true;
        received.put(publisher, sequence);
    }

    /** How many messages of this subject are held back: they wait for a predecessor, or are parked. */
    public int held() {
        return held;
    }

    /** Counts a message that is held back, or no longer. */
    public void countHeld(int difference) {
        changed = true;
        held += difference;
    }

    boolean changed() {
        return changed;
    }

    Map<String, Long> sent() {
        return sent;
    }

    Map<String, Long> received() {
        return received;
    }
}
