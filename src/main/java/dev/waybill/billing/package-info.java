/** Bills: amounts verified to the cent, payments, invoices and credit notes. */
@NullMarked
package dev.waybill.billing;

import org.jspecify.annotations.NullMarked;
