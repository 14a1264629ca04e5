package dev.waybill.ecommerce.domain;

import dev.waybill.contract.amounts.Tariff;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price list at the moment of a command, for the SKUs of the command.
 *
 * @param granted the cart's discount code; null when it has none, or when its code has expired
 */
public record Prices(
        Map<String, Price> products,
        Tariff tariff,
        long tariffVersion,
        @Nullable Granted granted) {

    /** A net price per piece in minor units. */
    public record Price(long unitPrice, long version) {}

    /** A discount code that is valid, in its newest version. */
    public record Granted(String code, long version, BigDecimal percentOff) {}

    Price of(String sku) {
        Price price = products.get(sku);
        if (price == null) {
            throw new IllegalArgumentException("there is no price of " + sku);
        }
        return price;
    }
}
