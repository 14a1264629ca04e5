/** What order publishes and sends: milestones to all, commands to the services, notices to customers. */
@NullMarked
package dev.waybill.order.publishing;

import org.jspecify.annotations.NullMarked;
