/** What the order context publishes: the milestones of an order. */
@NullMarked
package dev.waybill.contract.order;

import org.jspecify.annotations.NullMarked;
