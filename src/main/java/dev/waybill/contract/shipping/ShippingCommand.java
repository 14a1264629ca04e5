package dev.waybill.contract.shipping;

import dev.waybill.contract.Item;
import dev.waybill.contract.Message;
import dev.waybill.contract.ShipTo;
import java.util.List;

/** The commands to shipping. */
public sealed interface ShippingCommand extends Message {

    /** These items are to be shipped to the customer. */
    record ShipOrder(String orderId, int revision, String customerId, List<Item> items, ShipTo shipTo)
            implements ShippingCommand {
        @Override
        public String subject() {
            return orderId;
        }
    }

    /** The shipment is not wanted any more, if it can still be stopped. */
    record CancelShipment(String orderId, int revision) implements ShippingCommand {
        @Override
        public String subject() {
            return orderId;
        }
    }

    /** The customer is to be forgotten: the key to their data is destroyed. */
    record EraseCustomer(String customerId) implements ShippingCommand {
        @Override
        public String subject() {
            return "customer:" + customerId; // no order id has a colon
        }
    }
}
