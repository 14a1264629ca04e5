/** Texts that people type: what of them shows, and which of them are the same. */
@NullMarked
package dev.waybill.platform.text;

import org.jspecify.annotations.NullMarked;
