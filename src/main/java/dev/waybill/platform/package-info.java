/** The technical kernel that every context stands on; it knows no word of the domain. */
@NullMarked
package dev.waybill.platform;

import org.jspecify.annotations.NullMarked;
