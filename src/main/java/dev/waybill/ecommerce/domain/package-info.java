/** The catalogue's aggregates: products, discount codes, the tariff. */
@NullMarked
package dev.waybill.ecommerce.domain;

import org.jspecify.annotations.NullMarked;
