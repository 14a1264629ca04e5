/** Shipping's subscription: the commands of orders. */
@NullMarked
package dev.waybill.shipping.messaging;

import org.jspecify.annotations.NullMarked;
