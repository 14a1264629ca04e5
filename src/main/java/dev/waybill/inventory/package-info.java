/** Stock per SKU, what is reserved for whom, and the queue of orders that wait. */
@NullMarked
package dev.waybill.inventory;

import org.jspecify.annotations.NullMarked;
