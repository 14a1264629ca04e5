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

    /** Makes an order of the cart, unless its price has changed unseen. */
    record CheckOut(
            String orderId,
            String customerId,
            ShipTo shipTo,
            String paymentMethod,
            @Nullable String reference,
            Map<String, String> attributes,
            Instant at,
            Prices prices)
            implements CartCommand {}
}
