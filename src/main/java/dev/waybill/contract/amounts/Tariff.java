package dev.waybill.contract.amounts;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The rates that amounts are made with.
 *
 * @param shippingFee minor units, due while discounted goods are under {@code freeShippingFrom}
 * @param freeShippingFrom minor units of discounted goods from which shipping is free
 * @param vatRates percent by ISO 3166-1 alpha-2 country; a country that is not named pays none
 */
public record Tariff(String currency, long shippingFee, long freeShippingFrom, Map<String, BigDecimal> vatRates) {

    public Tariff {
        vatRates = Map.copyOf(vatRates);
    }

    BigDecimal vatRate(String country) {
        return vatRates.getOrDefault(country, BigDecimal.ZERO);
    }
}
