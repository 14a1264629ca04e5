/** Where notices for customers and the progress of orders are received. */
@NullMarked
package dev.waybill.ecommerce.messaging;

import org.jspecify.annotations.NullMarked;
