package dev.waybill.ecommerce.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands of a cart, each with the prices of that moment. */
public sealed interface CartCommand {

    /** Adds pieces of a SKU. */
    record AddItem(String sku, int quantity, Prices prices) implements CartCommand {}

    /** Removes a SKU. */
    record RemoveItem(String sku, Prices prices) implements CartCommand {}

    /** Enters a discount code; the prices grant it. */
    record EnterDiscountCode(String code, Prices prices) implements CartCommand {}

    /** Removes the discount code. */
    record RemoveDiscountCode(Prices prices) implements CartCommand {}

    /** Sets the country whose VAT the amounts include. */
    record SetCountry(String country, Prices prices) implements CartCommand {}

    /**
     * Turns the cart into an order, unless that would cost something that the customer was not shown.
     *
     * @param quotedTotal minor units that the customer agreed to; null for the total that the cart has shown last
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
