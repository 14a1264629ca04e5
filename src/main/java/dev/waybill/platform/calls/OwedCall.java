package dev.waybill.platform.calls;

/**
 * A call that is still to be made.
 *
 * @param cause the flow that wants it
 * @param attempts so far, with the one that is being made
 */
record OwedCall(String id, String kind, String subject, String cause, int attempts) {}
