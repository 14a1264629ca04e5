/** Stock per SKU, what is reserved for which order, and the queue of waiting orders. */
@NullMarked
package dev.waybill.inventory;

import org.jspecify.annotations.NullMarked;
