package dev.waybill.inventory.domain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stock of one SKU in pieces. What is here is {@code received - issued}, and at no time is more reserved than that.
 *
 * @param receipts the quantity of each receipt by its reference, so that none counts twice
 */
public record StockItem(int received, int issued, int reserved, Map<String, Integer> receipts) {

    /** Before the first piece came in. */
    public static final StockItem NONE = new StockItem(0, 0, 0, Map.of());

    /** What is done with stock. */
    public sealed interface Command {
        /** Pieces come in; the same reference again adds nothing. */
        record Receive(String reference, int quantity) implements Command {}

        /** Available pieces are set aside for an order. */
        record Reserve(String orderId, int quantity) implements Command {}

        /** Pieces that were set aside are available again. */
        record Release(String orderId, int quantity) implements Command {}

        /** Pieces that were set aside leave the house. */
        record Issue(String orderId, int quantity) implements Command {}
    }

    /** What can happen to stock; amounts are pieces of one SKU. */
    public sealed interface StockEvent {
        /** Pieces came in. */
        record StockReceived(String reference, int quantity) implements StockEvent {}

        /** Pieces were set aside for an order. */
        record StockReserved(String orderId, int quantity) implements StockEvent {}

        /** Pieces set aside became available again. */
        record StockReleased(String orderId, int quantity) implements StockEvent {}

        /** Pieces set aside left the house. */
        record StockIssued(String orderId, int quantity) implements StockEvent {}
    }

    public int onHand() {
        return received - issued;
    }

    public int available() {
        return onHand() - reserved;
    }

    /** The events that a command leads to; what would break the books is a bug and throws. */
    public static List<StockEvent> decide(StockItem item, Command command) {
        return switch (command) {
            case Command.Receive(var reference, var quantity) ->
                item.receipts.containsKey(reference)
                        ? List.of()
                        : List.of(new StockEvent.StockReceived(reference, quantity));
            case Command.Reserve(var orderId, var quantity) -> {
                item.require(quantity <= item.available(), "reserve", quantity);
                yield List.of(new StockEvent.StockReserved(orderId, quantity));
            }
            case Command.Release(var orderId, var quantity) -> {
                item.require(quantity <= item.reserved, "release", quantity);
                yield List.of(new StockEvent.StockReleased(orderId, quantity));
            }
            case Command.Issue(var orderId, var quantity) -> {
                item.require(quantity <= item.reserved, "issue", quantity);
                yield List.of(new StockEvent.StockIssued(orderId, quantity));
            }
        };
    }

    /** The stock after an event. */
    public static StockItem evolve(StockItem item, StockEvent event) {
        return switch (event) {
            case StockEvent.StockReceived(var reference, var quantity) ->
                new StockItem(
                        item.received + quantity, item.issued, item.reserved, item.receiptsWith(reference, quantity));
            case StockEvent.StockReserved(var orderId, var quantity) ->
                new StockItem(item.received, item.issued, item.reserved + quantity, item.receipts);
            case StockEvent.StockReleased(var orderId, var quantity) ->
                new StockItem(item.received, item.issued, item.reserved - quantity, item.receipts);
            case StockEvent.StockIssued(var orderId, var quantity) ->
                new StockItem(item.received, item.issued + quantity, item.reserved - quantity, item.receipts);
        };
    }

    private Map<String, Integer> receiptsWith(String reference, int quantity) {
        var all = new TreeMap<>(receipts);
        all.put(reference, quantity);
        return all;
    }

    private void require(boolean holds, String what, int quantity) {
        if (!holds) {
            throw new IllegalStateException("cannot " + what + " " + quantity + " pieces of " + this);
        }
    }
}
