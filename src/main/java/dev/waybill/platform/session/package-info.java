/** The sessions of browsers: one store for all contexts and their copies. */
@NullMarked
package dev.waybill.platform.session;

import org.jspecify.annotations.NullMarked;
