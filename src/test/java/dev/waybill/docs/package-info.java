/** Checks that the documents are true. */
@NullMarked
package dev.waybill.docs;

import org.jspecify.annotations.NullMarked;
