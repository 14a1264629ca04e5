/** What is seen of all contexts: the comparison of their books, and later the order desk. */
@NullMarked
package dev.waybill.desk;

import org.jspecify.annotations.NullMarked;
