package dev.waybill.contract.shipping;

import dev.waybill.contract.Message;

/** The events that shipping publishes. */
public sealed interface ShippingEvent extends Message {

    String orderId();

    int revision();

    @Override
    default String subject() {
        return orderId();
    }

    /** The carrier has taken the parcel. */
    record ShipmentDispatched(String orderId, int revision, String shipmentId, String trackingNumber)
            implements ShippingEvent {}

    /** The parcel is with the customer. */
    record ShipmentDelivered(String orderId, int revision, String shipmentId) implements ShippingEvent {}

    /** The shipment was stopped before dispatch, or never asked for. */
    record ShipmentCancelled(String orderId, int revision) implements ShippingEvent {}

    /** The parcel had already left. */
    record ShipmentCancellationRefused(String orderId, int revision) implements ShippingEvent {}
}
