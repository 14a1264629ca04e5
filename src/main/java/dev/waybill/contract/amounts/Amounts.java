package dev.waybill.contract.amounts;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an order costs, in minor units. Prices are net; discount and VAT are each rounded half-up once per order.
 *
 * @param goods the sum of the lines
 * @param discount what the code takes off the goods
 * @param shipping the fee, due while the discounted goods are under the tariff's limit
 * @param tax VAT of the ship-to country on discounted goods plus shipping
 * @param total goods - discount + shipping + tax
 */
public record Amounts(
        @MinorUnits long goods,
        @MinorUnits long discount,
        @MinorUnits long shipping,
        @MinorUnits long tax,
        @MinorUnits long total) {

    public static final Amounts ZERO = new Amounts(0, 0, 0, 0, 0);

    /** The amounts for goods of that many minor units, a discount in percent (0 for none) and a country's VAT. */
    public static Amounts of(long goods, BigDecimal percentOff, Tariff tariff, String country) {
        long discount = percentOf(goods, percentOff);
        long discounted = goods - discount;
        long shipping = discounted < tariff.freeShippingFrom() ? tariff.shippingFee() : 0;
        long tax = percentOf(discounted + shipping, tariff.vatRate(country));
        return new Amounts(goods, discount, shipping, tax, discounted + shipping + tax);
    }

    private static long percentOf(long minor, BigDecimal percent) {
        return BigDecimal.valueOf(minor)
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
