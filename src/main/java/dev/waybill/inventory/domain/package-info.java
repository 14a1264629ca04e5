/** Stock items, reservations and the back-order queue: pure functions. */
@NullMarked
package dev.waybill.inventory.domain;

import org.jspecify.annotations.NullMarked;
