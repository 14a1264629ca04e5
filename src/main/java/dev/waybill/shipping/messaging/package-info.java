/** Where order's commands become shipping's, and its answers become messages. */
@NullMarked
package dev.waybill.shipping.messaging;

import org.jspecify.annotations.NullMarked;
