/** Texts that people type: which of their characters are visible, and which texts are the same. */
@NullMarked
package dev.waybill.platform.text;

import org.jspecify.annotations.NullMarked;
