/** Streams of events in PostgreSQL: heads with their locks, appends, replays and deciders. */
@NullMarked
package dev.waybill.platform.eventstore;

import org.jspecify.annotations.NullMarked;
