/** The audit of one context: what it has recorded of each subject and of its messages, read in one snapshot. */
@NullMarked
package dev.waybill.platform.audit;

import org.jspecify.annotations.NullMarked;
