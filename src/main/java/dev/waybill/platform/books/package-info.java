/** What a context's books hold, in one snapshot: for whoever compares the books of several contexts. */
@NullMarked
package dev.waybill.platform.books;

import org.jspecify.annotations.NullMarked;
