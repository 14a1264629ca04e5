/** The commands to inventory and its events: stock and reservations. */
@NullMarked
package dev.waybill.contract.inventory;

import org.jspecify.annotations.NullMarked;
