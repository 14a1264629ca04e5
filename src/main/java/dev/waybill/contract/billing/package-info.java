/** The commands to billing and its events: invoices and payments. */
@NullMarked
package dev.waybill.contract.billing;

import org.jspecify.annotations.NullMarked;
