/** Carts, the catalogue and what concerns customers over HTTP. */
@NullMarked
package dev.waybill.ecommerce.web;

import org.jspecify.annotations.NullMarked;
