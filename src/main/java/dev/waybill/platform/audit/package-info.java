/** What a context's books hold, in one snapshot: for whoever compares the books of several contexts. */
@NullMarked
package dev.waybill.platform.audit;

import org.jspecify.annotations.NullMarked;
