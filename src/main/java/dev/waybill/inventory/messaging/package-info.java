/** Where the commands of order become those of inventory. */
@NullMarked
package dev.waybill.inventory.messaging;

import org.jspecify.annotations.NullMarked;
