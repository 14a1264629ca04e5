/** Subscriptions: the services' answers, and what the shop publishes. */
@NullMarked
package dev.waybill.order.messaging;

import org.jspecify.annotations.NullMarked;
