package dev.waybill.ecommerce.domain;

import dev.waybill.contract.amounts.MinorUnits;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen to a cart. */
public sealed interface CartEvent {

    /** Pieces of a SKU were added to those that are in the cart. */
    record ItemAdded(String sku, int quantity) implements CartEvent {}

    /** A SKU was removed with all its pieces. */
    record ItemRemoved(String sku) implements CartEvent {}

    /** The quote that the customer is shown from now on. */
    record PriceCalculated(Quote quote) implements CartEvent {}

    /** A discount code was entered, in place of any before. */
    record DiscountCodeEntered(String code) implements CartEvent {}

    /** The discount code was removed. */
    record DiscountCodeRemoved(String code) implements CartEvent {}

    /**
     * The cart is closed: this is what was agreed, and the order that it becomes.
     *
     * @param quotedTotal what the checkout named as the agreed total; null when it named none, as in version 1
     */
    record CheckedOut(
            String orderId,
            String customerId,
            Quote agreed,
            ShipTo shipTo,
            String paymentMethod,
            @MinorUnits @Nullable Long quotedTotal,
            @Nullable String reference,
            Map<String, String> attributes,
            Instant at)
            implements CartEvent {}
}
