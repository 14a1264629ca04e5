/** Shipments, from the request to the customer's door. */
@NullMarked
package dev.waybill.shipping;

import org.jspecify.annotations.NullMarked;
