/** What every part of the platform may use: worker threads, and the failure of a start by its settings. */
@NullMarked
package dev.waybill.platform.base;

import org.jspecify.annotations.NullMarked;
