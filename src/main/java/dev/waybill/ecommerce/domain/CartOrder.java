package dev.waybill.ecommerce.domain;

import org.jspecify.annotations.Nullable;

/** The order of a checked-out cart, and how far it is: an {@link OrderProgress}, or a text of a later release. */
public record CartOrder(String orderId, String status) {

    /** The order as it was reported last; requested until there is a report, for which null stands. */
    public static CartOrder of(String orderId, @Nullable String reported) {
        return new CartOrder(orderId, reported == null ? OrderProgress.REQUESTED.name() : reported);
    }
}
