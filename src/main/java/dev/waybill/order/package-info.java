/** Orders and their process: the only context that coordinates. */
@NullMarked
package dev.waybill.order;

import org.jspecify.annotations.NullMarked;
