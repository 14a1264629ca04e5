/** Billing's subscriptions: the commands of orders, and the price list that the shop publishes. */
@NullMarked
package dev.waybill.billing.messaging;

import org.jspecify.annotations.NullMarked;
