/** Messages between contexts: outbox, inbox, lanes and the broker's topology. */
@NullMarked
package dev.waybill.platform.messaging;

import org.jspecify.annotations.NullMarked;
