/** The desk over HTTP. */
@NullMarked
package dev.waybill.desk.web;

import org.jspecify.annotations.NullMarked;
