/** The carrier port, and the sandbox behind it. */
@NullMarked
package dev.waybill.shipping.carrier;

import org.jspecify.annotations.NullMarked;
