package dev.waybill.inventory.domain;

import java.util.List;

/** The stock of one SKU in pieces. {@code received - issued} pieces are on hand, and never are more of them reserved. */
public record StockItem(long received, long issued, long reserved) {

    /** The most pieces that a SKU receives in all: the largest number that every reader of JSON holds exactly. */
    public static final long MOST = 9_007_199_254_740_991L;

    /** Before the first piece was received. */
    public static final StockItem NONE = new StockItem(0, 0, 0);

    /** The commands of stock. */
    public sealed interface Command {
        /** Receives the pieces of a delivery that was not booked before. */
        record ReceivePieces(String reference, int quantity) implements Command {}

        /** Reserves available pieces for an order. */
        record ReservePieces(String orderId, int quantity) implements Command {}

        /** Makes reserved pieces available again. */
        record ReleasePieces(String orderId, int quantity) implements Command {}

        /** Issues reserved pieces: they leave the warehouse. */
        record IssuePieces(String orderId, int quantity) implements Command {}
    }

    /** What can happen to stock; amounts are pieces of one SKU. */
    public sealed interface StockEvent {
        /** Pieces were received. */
        record StockReceived(String reference, int quantity) implements StockEvent {}

        /** Pieces were reserved for an order. */
        record StockReserved(String orderId, int quantity) implements StockEvent {}

        /** Reserved pieces became available again. */
        record StockReleased(String orderId, int quantity) implements StockEvent {}

        /** Reserved pieces left the warehouse. */
        record StockIssued(String orderId, int quantity) implements StockEvent {}
    }

    /** The pieces that are in the warehouse. */
    public long onHand() {
        return received - issued;
    }

    /** The pieces that are on hand and not reserved. */
    public long available() {
        return onHand() - reserved;
    }

    /** Whether that many more pieces can be received. */
    public boolean hasRoomFor(int quantity) {
        return quantity <= MOST - received;
    }

    /** The events that a command leads to; a command that would break these rules is a bug and throws. */
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
