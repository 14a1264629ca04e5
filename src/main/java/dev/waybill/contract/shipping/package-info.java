/** The commands to shipping and its events: shipments. */
@NullMarked
package dev.waybill.contract.shipping;

import org.jspecify.annotations.NullMarked;
