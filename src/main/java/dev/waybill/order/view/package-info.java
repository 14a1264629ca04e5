/** What is read of orders: the search view. */
@NullMarked
package dev.waybill.order.view;

import org.jspecify.annotations.NullMarked;
