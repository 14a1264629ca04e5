/** The shop: products and the versioned price list. */
@NullMarked
package dev.waybill.ecommerce;

import org.jspecify.annotations.NullMarked;
