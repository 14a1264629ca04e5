/** The Shipment aggregate: pure functions. */
@NullMarked
package dev.waybill.shipping.domain;

import org.jspecify.annotations.NullMarked;
