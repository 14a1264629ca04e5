package dev.waybill.platform.eventstore;

/**
 * Who causes what this thread does: {@link Initiator#SYSTEM}, unless a {@link Scope} around it names another. Every event
 * that is recorded and every message that is sent meanwhile carries it, so whatever handles a request, timer or message
 * opens one scope and nothing inside has to know.
 */
public final class CurrentInitiator {

    private static final ThreadLocal<Initiator> CURRENT = ThreadLocal.withInitial(() -> Initiator.SYSTEM);

    private CurrentInitiator() {}

    /** The initiator now. */
    public static Initiator get() {
        return CURRENT.get();
    }

    /** Names the initiator until the scope is closed; from then on it is the one before. */
    public static Scope set(Initiator initiator) {
        Initiator before = CURRENT.get();
        CURRENT.set(initiator);
        return () -> CURRENT.set(before);
    }

    /** How long an initiator is the current one. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
