package dev.waybill.inventory.domain;

import java.util.List;

/** The stock of one SKU in pieces. What is here is {@code received - issued}, and at no time is more reserved than that. */
public record StockItem(long received, long issued, long reserved) {

    /** The most pieces that a SKU receives in all: what every reader of JSON can hold exactly. */
    public static final long MOST = 9_007_199_254_740_991L;

    /** Before the first piece came in. */
    public static final StockItem NONE = new StockItem(0, 0, 0);

    /** What is done with stock. */
    public sealed interface Command {
        /** Pieces come in by a delivery that was not booked before. */
        record ReceivePieces(String reference, int quantity) implements Command {}

        /** Available pieces are set aside for an order. */
        record ReservePieces(String orderId, int quantity) implements Command {}

        /** Pieces that were set aside are available again. */
        record ReleasePieces(String orderId, int quantity) implements Command {}

        /** Pieces that were set aside leave the house. */
        record IssuePieces(String orderId, int quantity) implements Command {}
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

    public long onHand() {
        return received - issued;
    }

    public long available() {
        return onHand() - reserved;
    }

    /** Whether so many pieces more can be received. */
    public boolean hasRoomFor(int quantity) {
        return quantity <= MOST - received;
    }

    /** The events that a command leads to; what would break the books is a bug and throws. */
    public static List<StockEvent> decide(StockItem item, Command command) {
        return switch (command) {
            case Command.ReceivePieces(var reference, var quantity) -> {
                item.require(item.hasRoomFor(quantity), "receive", quantity);
                yield List.of(new StockEvent.StockReceived(reference, quantity));
            }
            case Command.ReservePieces(var orderId, var quantity) -> {
                item.require(quantity <= item.available(), "reserve", quantity);
                yield List.of(new StockEvent.StockReserved(orderId, quantity));
            }
            case Command.ReleasePieces(var orderId, var quantity) -> {
                item.require(quantity <= item.reserved, "release", quantity);
                yield List.of(new StockEvent.StockReleased(orderId, quantity));
            }
            case Command.IssuePieces(var orderId, var quantity) -> {
                item.require(quantity <= item.reserved, "issue", quantity);
                yield List.of(new StockEvent.StockIssued(orderId, quantity));
            }
        };
    }

    /** The stock after an event. */
    public static StockItem evolve(StockItem item, StockEvent event) {
        return switch (event) {
            case StockEvent.StockReceived(var reference, var quantity) ->
                new StockItem(Math.addExact(item.received, quantity), item.issued, item.reserved);
            case StockEvent.StockReserved(var orderId, var quantity) ->
                new StockItem(item.received, item.issued, Math.addExact(item.reserved, quantity));
            case StockEvent.StockReleased(var orderId, var quantity) ->
                new StockItem(item.received, item.issued, Math.subtractExact(item.reserved, quantity));
            case StockEvent.StockIssued(var orderId, var quantity) ->
                new StockItem(
                        item.received,
                        Math.addExact(item.issued, quantity),
                        Math.subtractExact(item.reserved, quantity));
        };
    }

    private void require(boolean holds, String what, int quantity) {
        if (!holds) {
            throw new IllegalStateException("cannot " + what + " " + quantity + " pieces of " + this);
        }
    }
}
