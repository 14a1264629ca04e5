package dev.waybill.ecommerce.domain;

import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares a checkout of a closed cart with the one that closed it: every value that a client sends with it. */
public final class RepeatedCheckout {

    private RepeatedCheckout() {}

    /**
     * The fields that differ, by their JSON paths; none when it is the same checkout again.
     *
     * @param erased whether the customer was erased: personal values are unknown then, so they are not compared
     */
    public static List<String> differences(CheckedOut first, CheckOut again, boolean erased) {
        Map<String, @Nullable Object> before = values(
                first.customerId(),
                first.shipTo(),
                first.paymentMethod(),
                first.quotedTotal(),
                first.reference(),
                first.attributes(),
                erased);
        Map<String, @Nullable Object> now = values(
                again.customerId(),
                again.shipTo(),
                again.paymentMethod(),
                again.quotedTotal(),
                again.reference(),
                again.attributes(),
                erased);
        return now.keySet().stream()
                .filter(field -> !Objects.equals(before.get(field), now.get(field)))
                .toList();
    }

    private static Map<String, @Nullable Object> values(
            String customerId,
            ShipTo shipTo,
            String paymentMethod,
            @Nullable Long quotedTotal,
            @Nullable String reference,
            Map<String, String> attributes,
            boolean erased) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("customerId", customerId);
        values.put("shipTo.country", shipTo.country());
        values.put("paymentMethod", paymentMethod);
        values.put("quotedTotal", quotedTotal);
        values.put("reference", reference);
        if (!erased) {
            values.put("shipTo.name", shipTo.name());
            values.put("shipTo.street", shipTo.street());
            values.put("shipTo.city", shipTo.city());
            values.put("shipTo.postalCode", shipTo.postalCode());
            values.put("attributes", attributes);
        }
        return values;
    }
}
