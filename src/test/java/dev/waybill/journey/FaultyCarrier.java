package dev.waybill.journey;

import dev.waybill.shipping.carrier.Carrier;
import dev.waybill.shipping.carrier.SandboxCarrier;

/** The sandbox carrier behind a network that has faults. */
final class FaultyCarrier implements Carrier {

    private final SandboxCarrier sandbox;
    private final Faults faults;

    FaultyCarrier(SandboxCarrier sandbox, Faults faults) {
        this.sandbox = sandbox;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    @Override
    public String book(Booking booking) {
        return faults.through(
                "book", () -> sandbox.book(booking), () -> new IllegalStateException("the carrier did not answer"));
    }

    @Override
    public boolean cancel(String shipmentId) {
        return faults.through(
                "cancel",
                () -> sandbox.cancel(shipmentId),
                () -> new IllegalStateException("the carrier did not answer"));
    }
}
