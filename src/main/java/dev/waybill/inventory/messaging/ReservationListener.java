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
import dev.waybill.platform.messaging.Subscription;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Receives what orders need of stock. */
public final class ReservationListener {

    private final Warehouse warehouse;
    private final Stock stock;

    public ReservationListener(Warehouse warehouse, Stock stock) {
        this.warehouse = warehouse;
        this.stock = stock;
    }

    /** Its subscription to the commands to inventory; each of its transactions has all of stock. */
    public Subscription<InventoryCommand> subscription() {
        return Subscription.to("inventory.commands", InventoryCommand.class)
                .inLanes(Stock::reservationOf)
                .handling(this::handle)
                .lockingFirst(Stock.queueLock())
                .loading(this::load);
    }

    private void load(List<InventoryCommand> commands) {
        stock.prefetch(
                commands.stream().map(InventoryCommand::orderId).collect(Collectors.toSet()),
                commands.stream()
                        .filter(ReserveStock.class::isInstance)
                        .flatMap(command -> ((ReserveStock) command).items().stream())
                        .map(Item::sku)
                        .collect(Collectors.toSet()));
    }

    private void handle(InventoryCommand command) {
        switch (command) {
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
