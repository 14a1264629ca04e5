/** The messages that the events of shipments are published as. */
@NullMarked
package dev.waybill.shipping.publishing;

import org.jspecify.annotations.NullMarked;
