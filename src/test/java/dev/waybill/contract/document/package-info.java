/** The published language as documents: all of it is read from the code, so that none of it can lag behind. */
@NullMarked
package dev.waybill.contract.document;

import org.jspecify.annotations.NullMarked;
