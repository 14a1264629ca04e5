/** What billing is told and what it tells: invoices and payments. */
@NullMarked
package dev.waybill.contract.billing;

import org.jspecify.annotations.NullMarked;
