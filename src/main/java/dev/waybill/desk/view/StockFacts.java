package dev.waybill.desk.view;

import dev.waybill.contract.Item;
import dev.waybill.contract.inventory.InventoryEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What inventory has published about an order.
 *
 * @param since when it reached that stage; an order that waits keeps the instant at which it began to wait
 * @param place in the back-order queue; null outside of it
 * @param releasing since when its stock has been released; null when it is not
 */
public record StockFacts(
        int revision,
        Status stage,
        Instant since,
        List<Item> reserved,
        List<Item> missing,
        List<Item> issued,
        @Nullable Long place,
        @Nullable Instant releasing) {

    static final StockFacts NONE =
            new StockFacts(0, Status.PLACED, Instant.EPOCH, List.of(), List.of(), List.of(), null, null);

    boolean isReleasing() {
        return releasing != null;
    }

    StockFacts with(InventoryEvent event, Instant at) {
        return switch (event) {
            case InventoryEvent.StockReserved e ->
                new StockFacts(e.revision(), Status.RESERVED, at, e.items(), List.of(), issued, null, releasing);
            case InventoryEvent.StockBackOrdered e ->
                new StockFacts(
                        e.revision(),
                        Status.BACK_ORDERED,
                        stage.equals(Status.BACK_ORDERED) && e.revision() == revision ? since : at,
                        e.reserved(),
                        e.missing(),
                        issued,
                        e.place(),
                        releasing);
            case InventoryEvent.StockReleased e ->
                new StockFacts(revision, stage, since, List.of(), List.of(), issued, null, at);
            case InventoryEvent.StockIssued e ->
                new StockFacts(revision, stage, since, List.of(), List.of(), e.items(), null, releasing);
            case InventoryEvent.StockReceived e -> this;
        };
    }
}
