/** Calls to the outside world: recorded as intents, made outside of transactions, their results recorded. */
@NullMarked
package dev.waybill.platform.calls;

import org.jspecify.annotations.NullMarked;
