/** The amounts formula that cart, order and billing share, on minor units. */
@NullMarked
package dev.waybill.contract.amounts;

import org.jspecify.annotations.NullMarked;
