package dev.waybill.platform.eventstore;

/** The ways in which something can be caused; stored and sent by their names. */
public enum Via {
    /** A program's request, with credentials of its own. */
    REST,
    /** A request of Waybill's own pages, in a browser's session. */
    DESK,
    /** A timer that has run out. */
    TIMER,
    /** A call by a payment provider or a carrier. */
    CALLBACK,
    /** A job over many orders. */
    BULK,
    /** A repair of what the reconciliation has found. */
    REPAIR,
    /** Waybill itself, such as at an answer of one of its services. */
    SYSTEM
}
