package dev.waybill.platform.eventstore;

/**
 * A stream holds an event that this release does not know: a copy of a newer release, beside which this one still runs, has
 * recorded it. Work on the stream has to wait for such a copy.
 */
public final class NewerEventException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NewerEventException(String message) {
        super(message);
    }

    /** Whether such an event is why something failed. */
    public static boolean isBehind(Throwable failure) {
        return failure instanceof NewerEventException || failure.getCause() != null && isBehind(failure.getCause());
    }
}
