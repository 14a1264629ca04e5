/** Carts, the price list and customers: the use cases of the shop, its queries and its audit. */
@NullMarked
package dev.waybill.ecommerce.application;

import org.jspecify.annotations.NullMarked;
