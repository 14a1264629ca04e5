/** The messages that the events of bills are published as. */
@NullMarked
package dev.waybill.billing.publishing;

import org.jspecify.annotations.NullMarked;
