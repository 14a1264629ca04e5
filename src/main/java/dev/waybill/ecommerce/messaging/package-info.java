/** Where changes of the price list become messages. */
@NullMarked
package dev.waybill.ecommerce.messaging;

import org.jspecify.annotations.NullMarked;
