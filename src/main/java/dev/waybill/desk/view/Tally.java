package dev.waybill.desk.view;

import dev.waybill.contract.Item;
import dev.waybill.contract.ecommerce.EcommerceEvent.ProductPriced;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** By how much a batch of messages changes the counts of orders per status and minute, and of pieces per SKU. */
final class Tally {

    /** What a batch changes about a SKU. */
    static final class Stock {

        long received;
        long reserved;
        long missing;
        long issued;

        @Nullable
        ProductPriced product;

        private void count(StockCount what, long pieces) {
            switch (what) {
                case RESERVED -> reserved += pieces;
                case MISSING -> missing += pieces;
                case ISSUED -> issued += pieces;
            }
        }
    }

    private enum StockCount {
        RESERVED,
        MISSING,
        ISSUED
    }

    /** A minute in which orders reached a status. */
    record Arrival(Instant minute, Status status) {}

    private final Map<Arrival, Long> arrivals = new HashMap<>();
    private final Map<Status, Long> orders = new TreeMap<>();
    private final Map<String, Stock> stock = new TreeMap<>();

    /** Every known status is counted from the first order on, even if no order of a batch reaches it. */
    Tally() {
        Status.KNOWN.forEach(status -> orders.put(status, 0L));
    }

    Map<Status, Long> orders() {
        return orders;
    }

    Map<String, Stock> stock() {
        return stock;
    }

    Map<Arrival, Long> arrivals() {
        return arrivals;
    }

    /** An order reached a status. */
    void reached(Status status, Instant when) {
        arrivals.merge(new Arrival(when.truncatedTo(ChronoUnit.MINUTES), status), 1L, Long::sum);
    }

    /** An order is new. */
    void appeared(OrderFacts after) {
        orders.merge(after.standing().status(), 1L, Long::sum);
        count(after.stock(), 1);
    }

    /** What was counted of an order no longer counts: it has moved on. */
    void left(OrderFacts before) {
        orders.merge(before.standing().status(), -1L, Long::sum);
        count(before.stock(), -1);
    }

    void received(String sku, long pieces) {
        of(sku).received += pieces;
    }

    void priced(ProductPriced product) {
        Stock sku = of(product.sku());
        if (sku.product == null || sku.product.version() < product.version()) {
            sku.product = product;
        }
    }

    private void count(StockFacts facts, int sign) {
        count(facts.reserved(), StockCount.RESERVED, sign);
        count(facts.missing(), StockCount.MISSING, sign);
        count(facts.issued(), StockCount.ISSUED, sign);
    }

    private void count(List<Item> items, StockCount what, int sign) {
        items.forEach(item -> of(item.sku()).count(what, (long) sign * item.quantity()));
    }

    private Stock of(String sku) {
        return stock.computeIfAbsent(sku, name -> new Stock());
    }
}
