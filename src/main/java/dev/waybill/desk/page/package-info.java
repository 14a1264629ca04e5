/** The order desk's pages for agents and operators, rendered here and kept up to date by the desk's live stream. */
@NullMarked
package dev.waybill.desk.page;

import org.jspecify.annotations.NullMarked;
