package dev.waybill.platform.security;

/** Whose things a list may show. */
public sealed interface Owners {

    /** Those of all owners. */
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
