/** The broker's exchanges and queues, and which context may send to and receive from which. */
@NullMarked
package dev.waybill.contract.topology;

import org.jspecify.annotations.NullMarked;
