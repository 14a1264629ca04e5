package dev.waybill.contract.ecommerce;

import dev.waybill.contract.Line;
import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.ShipTo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
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

    /**
     * A cart was checked out: all that its order consists of, as agreed with the customer.
     *
     * @param discountCode the code that was granted, in {@code discountVersion}; null for none
     */
    record CheckedOut(
            String cartId,
            String orderId,
            String customerId,
            List<Line> lines,
            @Nullable String discountCode,
            @Nullable Long discountVersion,
            long tariffVersion,
            Money goods,
            Money discount,
            Money shipping,
            Money tax,
            Money total,
            ShipTo shipTo,
            String paymentMethod,
            @Nullable String reference,
            Map<String, String> attributes,
            Instant checkedOutAt)
            implements EcommerceEvent {

        @Override
        public String subject() {
            return cartId;
        }
    }

    /** A customer asked to be forgotten: every context that holds their data destroys the key to it. */
    record CustomerErased(String customerId, Instant erasedAt) implements EcommerceEvent {
        @Override
        public String subject() {
            return "customer:" + customerId; // no SKU has a colon
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
