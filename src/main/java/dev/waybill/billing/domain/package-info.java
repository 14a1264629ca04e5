/** The Bill aggregate: pure functions on minor units. */
@NullMarked
package dev.waybill.billing.domain;

import org.jspecify.annotations.NullMarked;
