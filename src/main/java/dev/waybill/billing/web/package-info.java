/** Bills over HTTP. */
@NullMarked
package dev.waybill.billing.web;

import org.jspecify.annotations.NullMarked;
