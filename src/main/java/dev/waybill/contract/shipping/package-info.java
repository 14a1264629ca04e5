/** What shipping is told and what it tells: shipments. */
@NullMarked
package dev.waybill.contract.shipping;

import org.jspecify.annotations.NullMarked;
