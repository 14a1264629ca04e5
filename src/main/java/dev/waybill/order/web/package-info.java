/** Orders over HTTP. */
@NullMarked
package dev.waybill.order.web;

import org.jspecify.annotations.NullMarked;
