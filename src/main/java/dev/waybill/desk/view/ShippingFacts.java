package dev.waybill.desk.view;

import dev.waybill.contract.shipping.ShippingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What shipping has published about an order; null for what has not happened. */
public record ShippingFacts(
        @Nullable String trackingNumber,
        @Nullable Instant dispatchedAt,
        @Nullable Instant deliveredAt) {

    static final ShippingFacts NONE = new ShippingFacts(null, null, null);

    ShippingFacts with(ShippingEvent event, Instant at) {
        return switch (event) {
            case ShippingEvent.ShipmentDispatched e -> new ShippingFacts(e.trackingNumber(), at, deliveredAt);
            case ShippingEvent.ShipmentDelivered e -> new ShippingFacts(trackingNumber, dispatchedAt, at);
            case ShippingEvent.ShipmentCancelled e -> this;
            case ShippingEvent.ShipmentCancellationRefused e -> this;
        };
    }
}
