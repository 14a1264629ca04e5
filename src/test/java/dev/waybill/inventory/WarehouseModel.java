package dev.waybill.inventory;

import dev.waybill.inventory.StockInMemory.Snapshot;
import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.Reservation.Phase;
import dev.waybill.inventory.messaging.LastTold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The warehouse over streams in memory, the orders that ask it for stock, and what it has told them. */
final class WarehouseModel {

    private final StockInMemory stock = new StockInMemory();
    private final LastTold lastTold = new LastTold();
    private final Warehouse warehouse = new Warehouse(stock, lastTold);
    private final List<Runnable> heard = new ArrayList<>();
    private final Map<String, Integer> received = new HashMap<>();

    Snapshot now() {
        return stock.snapshot();
    }

    String lastTold(String orderId) {
        return lastTold.to(orderId);
    }

    /** The pieces of all deliveries so far. */
    int received(String sku) {
        return received.getOrDefault(sku, 0);
    }

    /** Whether an order may still ask for other items. */
    boolean isOpen(String orderId) {
        return !stock.reservation(orderId).isClosed();
    }

    void asks(String orderId, Needs wanted) {
        if (isOpen(orderId)) {
            int revision = stock.reservation(orderId).revision() + 1;
            hears(() -> warehouse.reserve(orderId, revision, wanted));
        }
    }

    /** A message that was overtaken by the order's newest one. */
    void asksLate(String orderId, Needs wanted) {
        int revision = stock.reservation(orderId).revision() - 1;
        if (revision > 0) {
            warehouse.reserve(orderId, revision, wanted);
        }
    }

    void leaves(String orderId) {
        int revision = stock.reservation(orderId).revision();
        hears(() -> warehouse.release(orderId, revision));
    }

    /** Only what is reserved is ever shipped. */
    void ships(String orderId) {
        int revision = stock.reservation(orderId).revision();
        if (stock.reservation(orderId).phase() == Phase.RESERVED) {
            hears(() -> warehouse.issue(orderId, revision));
        }
    }

    void receives(String sku, int quantity) {
        String reference = "delivery-" + heard.size();
        received.merge(sku, quantity, Integer::sum);
        hears(() -> warehouse.receive(sku, reference, quantity));
    }

    /** Any of the messages so far comes again. */
    void hearsAgain(int pick) {
        if (!heard.isEmpty()) {
            heard.get(pick % heard.size()).run();
        }
    }

    private void hears(Runnable message) {
        heard.add(message);
        message.run();
    }
}
