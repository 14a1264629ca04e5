/** Where checkouts, changes of the price list and erasures become messages. */
@NullMarked
package dev.waybill.ecommerce.publishing;

import org.jspecify.annotations.NullMarked;
