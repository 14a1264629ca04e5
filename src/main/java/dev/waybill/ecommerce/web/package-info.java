/** The catalogue over HTTP. */
@NullMarked
package dev.waybill.ecommerce.web;

import org.jspecify.annotations.NullMarked;
