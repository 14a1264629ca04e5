package dev.waybill.order.process;

import dev.waybill.order.process.model.WaitingTask;
import java.time.Instant;

/**
 * Something that an order waits for.
 *
 * @param what in words
 * @param from from whom
 * @param since when the order began to wait for it
 * @param until when the patience ends
 * @param then what happens then, in words
 */
public record WaitingFor(String what, WaitingTask.From from, Instant since, Instant until, String then) {}
