package dev.waybill.platform.security;

/** Whose things a list may show. */
public sealed interface Owners {

    /** Everybody's. */
    record All() implements Owners {}

    /** Those of one owner alone, who is known by name. */
    record Only(String owner) implements Owners {

        public Only {
            if (owner.isBlank()) {
                throw new IllegalArgumentException("an owner without a name owns nothing");
            }
        }
    }
}
