package dev.waybill.shipping.application;

import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.shipping.carrier.Carrier;
import dev.waybill.shipping.domain.Shipment;
import dev.waybill.shipping.domain.ShipmentCommand.RecordBooked;
import dev.waybill.shipping.domain.ShipmentCommand.RecordCancellation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The calls that shipments owe the carrier, and how their results are recorded. */
public final class CarrierCalls {

    static final String BOOK = "book-shipment";
    static final String CANCEL = "cancel-shipment";

    private final Shipments shipments;
    private final Carrier carrier;
    private final Clock clock;

    public CarrierCalls(Shipments shipments, Carrier carrier, Clock clock) {
        this.shipments = shipments;
        this.carrier = carrier;
        this.clock = clock;
    }

    /** Registers how each kind of call is made. */
    public void register(RemoteCalls calls) {
        calls.register(BOOK, Shipments.CATEGORY, (call, orderId) -> book(orderId));
        calls.register(CANCEL, Shipments.CATEGORY, (call, orderId) -> cancel(orderId));
    }

    private Runnable book(String orderId) {
        Carrier.Booking booking = booking(orderId);
        if (booking.shipTo().street().equals(PersonalJson.ERASED)) {
            return () -> {}; // the address was erased with the customer, so the order is being cancelled
        }
        String tracking = carrier.book(booking);
        return () -> shipments.handle(
                orderId, new RecordBooked(tracking, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private Runnable cancel(String orderId) {
        boolean stopped = carrier.cancel(booking(orderId).shipmentId());
        return () -> shipments.handle(orderId, new RecordCancellation(stopped));
    }

    private Carrier.Booking booking(String orderId) {
        var request = shipments.find(orderId).orElse(Shipment.NONE).requested();
        return new Carrier.Booking(request.shipmentId(), orderId, request.items(), request.shipTo());
    }
}
