/** Where the answers to orders and the deliveries become messages. */
@NullMarked
package dev.waybill.inventory.publishing;

import org.jspecify.annotations.NullMarked;
