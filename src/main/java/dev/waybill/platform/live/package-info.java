/** Server-sent events: clients that follow a stream or a view as it moves, and go on where they were cut off. */
@NullMarked
package dev.waybill.platform.live;

import org.jspecify.annotations.NullMarked;
