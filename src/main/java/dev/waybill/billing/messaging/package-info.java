/** Where order's commands become billing's, and its answers become messages; billing's own price list. */
@NullMarked
package dev.waybill.billing.messaging;

import org.jspecify.annotations.NullMarked;
