package dev.waybill.shipping.carrier;

import dev.waybill.shipping.domain.Parcel;
import dev.waybill.shipping.domain.ShipTo;
import java.util.List;

/** Who carries parcels. Declare a bean of this type to replace the sandbox; tell {@link CarrierUpdates} what happens. */
public interface Carrier {

    /** What the carrier is to fetch and bring. The shipment's id is the idempotency key. */
    record Booking(String shipmentId, String orderId, List<Parcel> items, ShipTo shipTo) {}

    /** Books a parcel; the same shipment again is the same booking. Its tracking number. */
    String book(Booking booking);

    /** Stops a parcel that was not taken yet, or will not be; says whether that was possible. */
    boolean cancel(String shipmentId);
}
