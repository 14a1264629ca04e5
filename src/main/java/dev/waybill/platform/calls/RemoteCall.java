package dev.waybill.platform.calls;

/** A call to the outside world, such as a payment provider or a carrier. */
@FunctionalInterface
public interface RemoteCall {

    /**
     * Makes the call outside of any transaction; it may be repeated, also while an earlier attempt is still in flight, so
     * the id goes along as idempotency key. It is interrupted after the time limit. What is thrown leads to another attempt
     * later, without end; {@link StillPending} does so quietly.
     *
     * @param subject what the call is about
     * @return records the result, inside a transaction
     */
    Runnable call(String id, String subject) throws Exception;
}
