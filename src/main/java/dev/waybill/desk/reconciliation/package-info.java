/** Compares the books of all contexts, records what disagrees, and has it repaired when an operator requests it. */
@NullMarked
package dev.waybill.desk.reconciliation;

import org.jspecify.annotations.NullMarked;
