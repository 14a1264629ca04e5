/** The order's BPMN process on its engine: the only package that knows Camunda. */
@NullMarked
package dev.waybill.order.process;

import org.jspecify.annotations.NullMarked;
