/** What billing does: bills and their ledger, the price list, the calls to the payment provider, and the audit of all that. */
@NullMarked
package dev.waybill.billing.application;

import org.jspecify.annotations.NullMarked;
