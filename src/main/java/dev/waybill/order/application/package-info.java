/** The use cases of orders, one class each, and the checks of what is stored about them. */
@NullMarked
package dev.waybill.order.application;

import org.jspecify.annotations.NullMarked;
