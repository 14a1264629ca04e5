package dev.waybill.contract.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every message: a CloudEvent 1.0 in structured mode. Readers ignore attributes that they do not know.
 *
 * @param specversion of CloudEvents: 1.0
 * @param id the message's own, the same when it is delivered or published again: a UUID of version 5 of source, exchange,
 *     subject and sequence
 * @param source the context that sent it
 * @param type the message's name, which is also its routing key
 * @param subject what the message is about: an order id, a cart id, a SKU, or what the price list names
 * @param time when the event happened, or when the command was sent
 * @param datacontenttype of the data: application/json
 * @param correlationid the flow that the message belongs to: the id of what began it
 * @param causationid the message or request that led to it
 * @param sequence counts from 1 per source, exchange and subject: messages are handled in this order; one without is
 *     handled when it comes
 * @param traceparent of the W3C trace that the message is part of, if it is part of one
 * @param actor the login of the person who caused it, if a person did and is known
 * @param via how it was caused: REST, DESK, TIMER, CALLBACK, BULK, REPAIR or SYSTEM, or what a later release adds; absent
 *     where it is not known. What the receiver of a command records is caused by the same
 * @param data the content of the message
 */
record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String correlationid,
        String causationid,
        @Nullable Long sequence,
        @Nullable String traceparent,
        @Nullable String actor,
        @Nullable String via,
        Object data) {}
