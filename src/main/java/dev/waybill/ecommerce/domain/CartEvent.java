package dev.waybill.ecommerce.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen to a cart. */
public sealed interface CartEvent {

    /** Pieces of a SKU were put in, beside those that are there. */
    record ItemAdded(String sku, int quantity) implements CartEvent {}

    /** A SKU was taken out with all its pieces. */
    record ItemRemoved(String sku) implements CartEvent {}

    /** What the customer is shown from now on. */
    record PriceCalculated(Quote quote) implements CartEvent {}

    /** A discount code was entered, in place of any before. */
    record DiscountCodeEntered(String code) implements CartEvent {}

    /** The cart is closed: this is what was agreed, and the order that it becomes. */
    record CheckedOut(
            String orderId,
            String customerId,
            Quote agreed,
            ShipTo shipTo,
            String paymentMethod,
            @Nullable String reference,
            Map<String, String> attributes,
            Instant at)
            implements CartEvent {}
}
