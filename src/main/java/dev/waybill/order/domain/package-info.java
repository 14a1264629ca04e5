/** The Order aggregate: pure functions, no framework. */
@NullMarked
package dev.waybill.order.domain;

import org.jspecify.annotations.NullMarked;
