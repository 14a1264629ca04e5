package dev.waybill.shipping.application;

import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.shipping.carrier.CarrierUpdates;
import dev.waybill.shipping.domain.ShipmentCommand;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDelivered;
import dev.waybill.shipping.domain.ShipmentCommand.RecordDispatched;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** Records with their shipments what the carrier reports of its parcels: those of one report in one transaction. */
public final class CarrierReports implements CarrierUpdates {

    private final Shipments shipments;
    private final Transactions transactions;
    private final Clock clock;

    public CarrierReports(Shipments shipments, Transactions transactions, Clock clock) {
        this.shipments = shipments;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void dispatched(List<Update> parcels) {
        Instant now = now();
        record(parcels, parcel -> new RecordDispatched(parcel.trackingNumber(), now));
    }

    @Override
    public void delivered(List<Update> parcels) {
        Instant now = now();
        record(parcels, parcel -> new RecordDelivered(now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void record(List<Update> parcels, Function<Update, ShipmentCommand> command) {
        transactions.run(() -> {
            shipments.prefetch(parcels.stream().map(Update::orderId).toList());
            for (Update parcel : parcels) {
                transactions.current().because(Cause.of(parcel.orderId(), "carrier:" + parcel.trackingNumber()));
                shipments.handle(parcel.orderId(), command.apply(parcel));
            }
        });
    }
}
