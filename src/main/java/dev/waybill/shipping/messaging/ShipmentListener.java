package dev.waybill.shipping.messaging;

import dev.waybill.contract.shipping.ShippingCommand;
import dev.waybill.contract.shipping.ShippingCommand.CancelShipment;
import dev.waybill.contract.shipping.ShippingCommand.EraseCustomer;
import dev.waybill.contract.shipping.ShippingCommand.ShipOrder;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import dev.waybill.shipping.Shipments;
import dev.waybill.shipping.domain.Parcel;
import dev.waybill.shipping.domain.ShipTo;
import dev.waybill.shipping.domain.ShipmentCommand.Cancel;
import dev.waybill.shipping.domain.ShipmentCommand.Ship;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentRequested;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/** Hears what orders want shipped. */
public final class ShipmentListener implements Listener {

    private final Shipments shipments;
    private final Clock clock;

    public ShipmentListener(Shipments shipments, Clock clock) {
        this.shipments = shipments;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return "shipping.commands";
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("shipment", subject);
    }

    @Override
    public void prepare(Collection<?> messages) {
        shipments.prefetch(messages.stream()
                .filter(message -> !(message instanceof EraseCustomer))
                .map(message -> ((ShippingCommand) message).subject())
                .distinct()
                .toList());
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        switch ((ShippingCommand) message) {
            case ShipOrder order -> shipments.ship(order.orderId(), new Ship(request(order)));
            case CancelShipment(var orderId, var revision) -> shipments.cancel(orderId, new Cancel(revision));
            case EraseCustomer(var customerId) -> shipments.erase(customerId);
        }
    }

    /** One shipment per order, so the order's id makes the shipment's. */
    private ShipmentRequested request(ShipOrder order) {
        var to = order.shipTo();
        return new ShipmentRequested(
                order.revision(),
                order.orderId(),
                order.orderId(),
                order.customerId(),
                order.items().stream()
                        .map(item -> new Parcel(item.sku(), item.quantity()))
                        .toList(),
                new ShipTo(to.name(), to.street(), to.city(), to.postalCode(), to.country()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
