package dev.waybill.shipping.carrier;

import java.util.List;

/** Receives what a carrier reports about its parcels; the same report again changes nothing. */
public interface CarrierUpdates {

    /** A parcel of ours, as the carrier names it. */
    record Update(String orderId, String trackingNumber) {}

    /** The carrier has taken the parcels. */
    void dispatched(List<Update> parcels);

    /** The customers have the parcels. */
    void delivered(List<Update> parcels);
}
