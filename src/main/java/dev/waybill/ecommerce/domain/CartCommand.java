package dev.waybill.ecommerce.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of a cart, each with the prices of that moment. */
public sealed interface CartCommand {

    /** Puts pieces of a SKU in. */
    record AddItem(String sku, int quantity, Prices prices) implements CartCommand {}

    /** Takes a SKU out. */
    record RemoveItem(String sku, Prices prices) implements CartCommand {}

    /** Enters a discount code; the prices grant it. */
    record EnterDiscountCode(String code, Prices prices) implements CartCommand {}

    /** Removes the discount code. */
    record RemoveDiscountCode(Prices prices) implements CartCommand {}

    /** Sets the country whose VAT the amounts include. */
    record SetCountry(String country, Prices prices) implements CartCommand {}

    /**
     * Makes an order of the cart, unless it would cost something that the customer was not shown.
     *
     * @param quotedTotal minor units that the customer agreed to; null counts what the cart has shown last
     */
    record CheckOut(
            String orderId,
            String customerId,
            ShipTo shipTo,
            String paymentMethod,
            @Nullable Long quotedTotal,
            @Nullable String reference,
            Map<String, String> attributes,
            Instant at,
            Prices prices)
            implements CartCommand {}
}
