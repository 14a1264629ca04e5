/** What inventory is told and what it tells: stock and reservations. */
@NullMarked
package dev.waybill.contract.inventory;

import org.jspecify.annotations.NullMarked;
