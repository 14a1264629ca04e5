/** The desk's subscriptions: the events of all other contexts. */
@NullMarked
package dev.waybill.desk.messaging;

import org.jspecify.annotations.NullMarked;
