package dev.waybill.shipping.carrier;

import dev.waybill.shipping.domain.Parcel;
import dev.waybill.shipping.domain.ShipTo;
import java.util.List;

/**
 * Carries parcels. Declare a bean of this type to replace the sandbox, and report to {@link CarrierUpdates} what happens to
 * the parcels.
 */
public interface Carrier {

    /** What the carrier is to collect and deliver. The shipment's id is the idempotency key. */
    record Booking(String shipmentId, String orderId, List<Parcel> items, ShipTo shipTo) {}

    /** Books a parcel and returns its tracking number; the same shipment again is the same booking. */
    String book(Booking booking);

    /** Stops a parcel that the carrier has not taken yet; returns whether that was possible. */
    boolean cancel(String shipmentId);
}
