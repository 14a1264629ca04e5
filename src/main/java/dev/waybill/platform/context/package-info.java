/** What a context consists of: its schema, its streams, its messages, and whether this process runs it. */
@NullMarked
package dev.waybill.platform.context;

import org.jspecify.annotations.NullMarked;
