/** The payment port, and the sandbox behind it. */
@NullMarked
package dev.waybill.billing.gateway;

import org.jspecify.annotations.NullMarked;
