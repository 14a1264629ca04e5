package dev.waybill.journey;

/** The ways in which a message can be other than its receiver expects. */
enum Hostility {
    /** It is as it should be, about something that does not exist. */
    UNKNOWN_SUBJECT,
    /** It is cut off anywhere. */
    TRUNCATED,
    /** A field has a value of another type. */
    MISTYPED,
    /** A field is not there. */
    MISSING,
    /** A field is null. */
    NULLED,
    /** A field holds arrays in arrays. */
    DEEP,
    /** A field holds a text, an array or a number without measure. */
    HUGE,
    /** Personal data names no customer. */
    UNATTRIBUTABLE,
    /** Another context, or none, is its source. */
    WRONG_SOURCE,
    /** An attribute of the envelope is missing, mistyped, endless or full of control characters. */
    WRONG_ATTRIBUTE,
    /** Its sequence cannot be counted to. */
    WRONG_SEQUENCE,
    /** It names another subject than its data. */
    WRONG_SUBJECT,
    /** No release knows its name. */
    UNKNOWN_TYPE,
    /** It comes several times. */
    REPEATED,
    /** Its predecessors never come. */
    EARLY,
    /** It is about a real order, and was counted long ago. */
    SEEN_BEFORE,
    /** Several of them travel together, of several customers. */
    BATCH,
    /** It is no text, or nothing at all. */
    BYTES,
    /** Its headers are nested, endless, or what only brokers should set. */
    ODD_HEADERS,
    /** Its properties promise what it is not. */
    ODD_PROPERTIES,
    /** It is longer than a megabyte. */
    OVERSIZED
}
