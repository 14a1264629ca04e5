package dev.waybill.platform.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * Who causes something, and in which way.
 *
 * @param actor the login's name; null where it is no person's doing or not known
 * @param via the name of a {@link Via}, or one that a newer release has written; null where it is not known
 */
public record Initiator(@Nullable String actor, @Nullable String via) {

    /** Of what an earlier release has recorded or sent. */
    public static final Initiator UNKNOWN = new Initiator(null, null);

    /** Waybill itself. */
    public static final Initiator SYSTEM = of(null, Via.SYSTEM);

    /** A person, or no person where the actor is null, in one of the ways that this release knows. */
    public static Initiator of(@Nullable String actor, Via via) {
        return new Initiator(actor, via.name());
    }
}
