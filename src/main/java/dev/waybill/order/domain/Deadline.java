package dev.waybill.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when an order waits.
 *
 * @param remindAt when the customer is reminded meanwhile; null for never
 */
public record Deadline(@Nullable Instant remindAt, Instant until) {}
