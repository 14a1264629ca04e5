/** The order desk, which shows what all contexts have published, and the reconciliation of their books. */
@NullMarked
package dev.waybill.desk;

import org.jspecify.annotations.NullMarked;
