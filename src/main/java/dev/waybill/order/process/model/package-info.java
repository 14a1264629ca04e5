/** The process model as data: where orders wait, by which deadline, and which paths lead from one place to the next. */
@NullMarked
package dev.waybill.order.process.model;

import org.jspecify.annotations.NullMarked;
