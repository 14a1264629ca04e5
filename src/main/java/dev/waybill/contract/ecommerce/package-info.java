/** What ecommerce publishes: the versioned price list. */
@NullMarked
package dev.waybill.contract.ecommerce;

import org.jspecify.annotations.NullMarked;
