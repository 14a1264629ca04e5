/** Where the services' answers become order's events, and order's milestones become messages. */
@NullMarked
package dev.waybill.order.messaging;

import org.jspecify.annotations.NullMarked;
