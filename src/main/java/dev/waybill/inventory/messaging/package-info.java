/** Where order's commands become inventory's, and its answers become messages. */
@NullMarked
package dev.waybill.inventory.messaging;

import org.jspecify.annotations.NullMarked;
