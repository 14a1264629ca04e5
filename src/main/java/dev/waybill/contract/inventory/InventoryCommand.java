package dev.waybill.contract.inventory;

import dev.waybill.contract.Item;
import dev.waybill.contract.Message;
import java.util.List;

/** The commands to inventory: what an order needs now, with its revision. */
public sealed interface InventoryCommand extends Message {

    String orderId();

    int revision();

    @Override
    default String subject() {
        return orderId();
    }

    /** All of these items are to be reserved, or none while something is missing. */
    record ReserveStock(String orderId, int revision, List<Item> items) implements InventoryCommand {}

    /** The order needs no stock any more; what arrives later for it is void. */
    record ReleaseStock(String orderId, int revision) implements InventoryCommand {}

    /** What was reserved has left the house. */
    record IssueStock(String orderId, int revision) implements InventoryCommand {}
}
