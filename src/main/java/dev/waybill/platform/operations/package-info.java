/** What operators see and do, over HTTP and as metrics: outboxes, parked messages, projections, calls, live streams. */
@NullMarked
package dev.waybill.platform.operations;

import org.jspecify.annotations.NullMarked;
