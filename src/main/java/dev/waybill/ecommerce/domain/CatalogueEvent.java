package dev.waybill.ecommerce.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen to an entry of the price list; an event's version in its stream is the version that others quote. */
public sealed interface CatalogueEvent {

    /** The product's net price per piece, in minor units. */
    record ProductPriced(String name, long price, String currency) implements CatalogueEvent {}

    /** The code takes so many percent off the goods, until an instant or without end. */
    record DiscountCodeDefined(
            BigDecimal percentOff, @Nullable Instant validUntil) implements CatalogueEvent {}

    /** The shipping fee, the goods' value that ships free (minor units), and VAT in percent by country. */
    record TariffDefined(String currency, long shippingFee, long freeShippingFrom, Map<String, BigDecimal> vatRates)
            implements CatalogueEvent {}
}
