package dev.waybill.platform.calls;

import dev.waybill.platform.eventstore.Initiator;

/**
 * A call that is still to be made.
 *
 * @param cause the flow that it belongs to
 * @param initiator who has caused it
 * @param attempts so far, with the one that is being made
 */
record OwedCall(String id, String kind, String subject, String cause, Initiator initiator, int attempts) {}
