package dev.waybill.platform.eventstore;

/**
 * Why something happens: the flow it belongs to, the message or request that led to it, and the W3C trace it is part of
 * (empty for none).
 */
public record Cause(String correlationId, String causationId, String traceparent) {

    /** Something that no message led to, such as a timer. */
    public static Cause of(String correlationId, String causationId) {
        return new Cause(correlationId, causationId, "");
    }
}
