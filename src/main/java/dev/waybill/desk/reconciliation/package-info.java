/** Compares the books of all contexts, remembers what disagrees, and has it mended when an operator asks for it. */
@NullMarked
package dev.waybill.desk.reconciliation;

import org.jspecify.annotations.NullMarked;
