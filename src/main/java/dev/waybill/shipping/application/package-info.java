/** What shipping does: shipments, the calls to the carrier and its reports, and the audit of all that. */
@NullMarked
package dev.waybill.shipping.application;

import org.jspecify.annotations.NullMarked;
