/** What desk asks of the other contexts' books, and what they answer. */
@NullMarked
package dev.waybill.contract.desk;

import org.jspecify.annotations.NullMarked;
