package dev.waybill.inventory.messaging;

import dev.waybill.contract.Item;
import dev.waybill.contract.inventory.InventoryCommand;
import dev.waybill.contract.inventory.InventoryCommand.IssueStock;
import dev.waybill.contract.inventory.InventoryCommand.ReleaseStock;
import dev.waybill.contract.inventory.InventoryCommand.ReserveStock;
import dev.waybill.inventory.application.Stock;
import dev.waybill.inventory.application.StockStreams;
import dev.waybill.inventory.application.Warehouse;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.platform.messaging.Subscription;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Receives the commands to reserve, release and issue stock. */
public final class ReservationListener {

    private final Warehouse warehouse;
    private final Stock stock;

    public ReservationListener(Warehouse warehouse, Stock stock) {
        this.warehouse = warehouse;
        this.stock = stock;
    }

    /** The subscription to the commands for inventory; each of its transactions locks all of stock. */
    public Subscription<InventoryCommand> subscription() {
        return Subscription.to("inventory.commands", InventoryCommand.class)
                .inLanes(StockStreams::reservationOf)
                .handling(this::handle)
                .lockingFirst(StockStreams.queue())
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

    private static Needs needs(List<Item> items) {
        return Needs.together(items.stream()
                .map(item -> new Needs(Map.of(item.sku(), item.quantity())))
                .toList());
    }
}
