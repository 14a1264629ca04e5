package dev.waybill.shipping.messaging;

import dev.waybill.contract.shipping.ShippingCommand;
import dev.waybill.contract.shipping.ShippingCommand.CancelShipment;
import dev.waybill.contract.shipping.ShippingCommand.EraseCustomer;
import dev.waybill.contract.shipping.ShippingCommand.ShipOrder;
import dev.waybill.platform.messaging.Subscription;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.shipping.application.Shipments;
import dev.waybill.shipping.domain.Parcel;
import dev.waybill.shipping.domain.ShipTo;
import dev.waybill.shipping.domain.ShipmentCommand.Cancel;
import dev.waybill.shipping.domain.ShipmentCommand.Ship;
import dev.waybill.shipping.domain.ShipmentEvent.ShipmentRequested;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Receives what orders want shipped. */
public final class ShipmentListener {

    private final Shipments shipments;
    private final PersonalJson personal;
    private final Clock clock;

    public ShipmentListener(Shipments shipments, PersonalJson personal, Clock clock) {
        this.shipments = shipments;
        this.personal = personal;
        this.clock = clock;
    }

    /** The subscription to the commands to shipping. */
    public Subscription<ShippingCommand> subscription() {
        return Subscription.to("shipping.commands", ShippingCommand.class)
                .inLanesOf("shipment")
                .handling(this::handle)
                .loading(this::load);
    }

    private void load(List<ShippingCommand> commands) {
        shipments.prefetch(commands.stream()
                .filter(command -> !(command instanceof EraseCustomer))
                .map(ShippingCommand::subject)
                .distinct()
                .toList());
    }

    private void handle(ShippingCommand command) {
        switch (command) {
            case ShipOrder order -> shipments.handle(order.orderId(), new Ship(request(order)));
            case CancelShipment(var orderId, var revision) -> shipments.handle(orderId, new Cancel(revision));
            case EraseCustomer(var customerId) -> personal.erase(customerId);
        }
    }

    private ShipmentRequested request(ShipOrder order) {
        var to = order.shipTo();
        return ShipmentRequested.of(
                order.revision(),
                order.orderId(),
                order.customerId(),
                order.items().stream()
                        .map(item -> new Parcel(item.sku(), item.quantity()))
                        .toList(),
                new ShipTo(to.name(), to.street(), to.city(), to.postalCode(), to.country()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
