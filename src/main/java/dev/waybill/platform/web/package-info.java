/** The edge to HTTP: strict JSON, validation, problem documents, paging. */
@NullMarked
package dev.waybill.platform.web;

import org.jspecify.annotations.NullMarked;
