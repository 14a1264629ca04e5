/** Carts, the entries of the price list, and notices: pure functions. */
@NullMarked
package dev.waybill.ecommerce.domain;

import org.jspecify.annotations.NullMarked;
