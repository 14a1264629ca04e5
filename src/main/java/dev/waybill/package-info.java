/** The order backbone: {@link dev.waybill.Waybill} runs the contexts beside it. */
@NullMarked
package dev.waybill;

import org.jspecify.annotations.NullMarked;
