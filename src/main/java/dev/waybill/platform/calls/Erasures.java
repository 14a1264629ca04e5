package dev.waybill.platform.calls;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * What the erasure of a customer leaves to later transactions of its context, such as cancelling each of their orders. A
 * step is recorded with the transaction of the erasure and repeated until it is done, after a crash too. Steps share the
 * table of the remote calls, so copies of earlier releases do them as well, but they call nothing outside and do not
 * count as calls.
 */
public final class Erasures {

    private final RemoteCalls calls;
    private final Set<String> kinds = new CopyOnWriteArraySet<>();

    Erasures(RemoteCalls calls) {
        this.calls = calls;
    }

    /**
     * Defines what the steps of a kind do.
     *
     * @param category of the streams that the steps write to
     * @param step gets the subject, inside a transaction of its own or one that it shares with other steps
     */
    public void register(String kind, String category, Consumer<String> step) {
        kinds.add(kind);
        calls.register(kind, category, (id, subject) -> () -> step.accept(subject));
    }

    /** Records a step with the current transaction; a step that is already pending for the subject is recorded once. */
    public void add(String kind, String subject) {
        if (!kinds.contains(kind)) {
            throw new IllegalArgumentException("no step of an erasure is of kind " + kind);
        }
        calls.ask(kind + ":" + subject, kind, subject);
    }

    /** How many steps are not done yet, by all processes of the context together. */
    public long pending() {
        return calls.count(kinds);
    }

    Set<String> kinds() {
        return kinds;
    }
}
