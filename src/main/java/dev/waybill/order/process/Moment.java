package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import java.time.Instant;

/** An order right after one of its events, and when that was. */
public record Moment(Order order, Instant at) {}
