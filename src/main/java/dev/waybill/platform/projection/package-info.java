/** Read models that follow all events of a context, and are rebuilt while the system runs. */
@NullMarked
package dev.waybill.platform.projection;

import org.jspecify.annotations.NullMarked;
