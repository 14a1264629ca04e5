/** The desk's REST API. */
@NullMarked
package dev.waybill.desk.web;

import org.jspecify.annotations.NullMarked;
