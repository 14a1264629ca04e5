/** Cockpit: who may look at it, and which of its requests pass. */
@NullMarked
package dev.waybill.order.process.cockpit;

import org.jspecify.annotations.NullMarked;
