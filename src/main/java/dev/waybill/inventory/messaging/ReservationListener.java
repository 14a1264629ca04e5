package dev.waybill.inventory.messaging;

import dev.waybill.contract.Item;
import dev.waybill.contract.Quantity;
import dev.waybill.contract.inventory.InventoryCommand;
import dev.waybill.contract.inventory.InventoryCommand.IssueStock;
import dev.waybill.contract.inventory.InventoryCommand.ReleaseStock;
import dev.waybill.contract.inventory.InventoryCommand.ReserveStock;
import dev.waybill.inventory.Stock;
import dev.waybill.inventory.Warehouse;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Hears what orders need. */
public final class ReservationListener implements Listener {

    private final Warehouse warehouse;
    private final Stock stock;

    public ReservationListener(Warehouse warehouse, Stock stock) {
        this.warehouse = warehouse;
        this.stock = stock;
    }

    @Override
    public String queue() {
        return "inventory.commands";
    }

    @Override
    public StreamId lane(String subject) {
        return Stock.reservationOf(subject);
    }

    @Override
    public List<StreamId> locksFirst() {
        return List.of(Stock.queueLock());
    }

    @Override
    public void prepare(Collection<?> messages) {
        stock.prefetch(
                messages.stream()
                        .map(message -> ((InventoryCommand) message).orderId())
                        .collect(Collectors.toSet()),
                messages.stream()
                        .filter(ReserveStock.class::isInstance)
                        .flatMap(message -> ((ReserveStock) message).items().stream())
                        .map(Item::sku)
                        .collect(Collectors.toSet()));
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        switch ((InventoryCommand) message) {
            case ReserveStock(var orderId, var revision, var items) ->
                warehouse.reserve(orderId, revision, needs(items));
            case ReleaseStock(var orderId, var revision) -> warehouse.release(orderId, revision);
            case IssueStock(var orderId, var revision) -> warehouse.issue(orderId, revision);
        }
    }

    /** Several items of a SKU together are one movement, so that its answer can name all of them. */
    private static Needs needs(List<Item> items) {
        Map<String, Integer> pieces =
                items.stream().collect(Collectors.toMap(Item::sku, Item::quantity, Math::addExact));
        pieces.values().forEach(Quantity::checked);
        return new Needs(pieces);
    }
}
