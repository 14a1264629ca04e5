/** The published language: the messages that contexts exchange, the broker's topology, and the one amounts formula. */
@NullMarked
package dev.waybill.contract;

import org.jspecify.annotations.NullMarked;
