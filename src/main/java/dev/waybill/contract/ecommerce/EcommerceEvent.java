package dev.waybill.contract.ecommerce;

import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ecommerce publishes. Versions count per SKU, per code and for the tariff, from 1 without holes. */
public sealed interface EcommerceEvent extends Message {

    /** A product has a (new) net price per piece. */
    record ProductPriced(String sku, long version, String name, Money price) implements EcommerceEvent {
        @Override
        public String subject() {
            return sku;
        }
    }

    /** A discount code gives that many percent off the goods, until an instant or without end. */
    record DiscountCodeDefined(
            String code,
            long version,
            BigDecimal percentOff,
            @Nullable Instant validUntil) implements EcommerceEvent {
        @Override
        public String subject() {
            return "code:" + code;
        }
    }

    /** The shipping fee, the goods' value that ships free, and the VAT rates in percent by country. */
    record TariffDefined(long version, Money shippingFee, Money freeShippingFrom, Map<String, BigDecimal> vatRates)
            implements EcommerceEvent {
        @Override
        public String subject() {
            return "tariff:rates"; // no SKU has a colon
        }
    }
}
