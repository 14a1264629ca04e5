package dev.waybill.matrix;

/**
 * An order that was answered with 2xx.
 *
 * @param at in the run's nanoseconds
 */
record Accepted(String id, Kind kind, long at) {}
