package dev.waybill.contract.amounts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.LongStream;

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

    /** The highest total of an order, in minor units. */
    public static final long HIGHEST = 999_999_999_999_999L;

    /**
     * The amounts for goods of that many minor units, a discount in percent (0 for none) and a country's VAT.
     *
     * @throws ArithmeticException when they come to less than nothing, or to more than {@link #HIGHEST}
     */
    public static Amounts of(long goods, BigDecimal percentOff, Tariff tariff, String country) {
        long discount = percentOf(inRange(goods), percentOff);
        long discounted = inRange(Math.subtractExact(goods, discount));
        long shipping = discounted < tariff.freeShippingFrom() ? tariff.shippingFee() : 0;
        long taxed = Math.addExact(discounted, shipping);
        long tax = percentOf(taxed, tariff.vatRate(country));
        return new Amounts(goods, discount, shipping, tax, inRange(Math.addExact(taxed, tax)));
    }

    /** What so many pieces cost; throws an {@link ArithmeticException} rather than to wrap. */
    public static long ofPieces(long unitPrice, int quantity) {
        return Math.multiplyExact(unitPrice, quantity);
    }

    /** The sum of amounts; throws an {@link ArithmeticException} rather than to wrap. */
    public static long sum(LongStream amounts) {
        return amounts.reduce(0, Math::addExact);
    }

    private static long inRange(long amount) {
        if (amount < 0 || amount > HIGHEST) {
            throw new ArithmeticException("an order costs 0 to " + HIGHEST + " minor units, and not " + amount);
        }
        return amount;
    }

    private static long percentOf(long minor, BigDecimal percent) {
        return BigDecimal.valueOf(minor)
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
