/** The history of a stream over HTTP: its events as JSON, with personal fields as far as the caller may read them. */
@NullMarked
package dev.waybill.platform.history;

import org.jspecify.annotations.NullMarked;
