/** The order desk's pages: what agents and operators look at, rendered here and kept live by the desk's stream. */
@NullMarked
package dev.waybill.desk.page;

import org.jspecify.annotations.NullMarked;
