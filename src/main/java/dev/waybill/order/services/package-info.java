/** The table of what order sends to each service, and of what it records of each answer. */
@NullMarked
package dev.waybill.order.services;

import org.jspecify.annotations.NullMarked;
