package dev.waybill.contract.shipping;

import dev.waybill.contract.Item;
import dev.waybill.contract.Message;
import dev.waybill.contract.ShipTo;
import java.util.List;

/** What shipping is told. */
public sealed interface ShippingCommand extends Message {

    String orderId();

    int revision();

    @Override
    default String subject() {
        return orderId();
    }

    /** These items are to be shipped to the customer. */
    record ShipOrder(String orderId, int revision, String customerId, List<Item> items, ShipTo shipTo)
            implements ShippingCommand {}

    /** The shipment is not wanted any more, if it can still be stopped. */
    record CancelShipment(String orderId, int revision) implements ShippingCommand {}
}
