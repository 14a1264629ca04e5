package dev.waybill.matrix;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Looks again and again where orders are, for the customers; and receives the stock that they wait for. */
final class Whereabouts implements AutoCloseable {

    private static final int LOOK_MS = 250;
    private static final int RECEIVE_EACH = 14;

    private final Sql sql;
    private final Client client;
    private volatile Map<Step, Set<String>> seen = Map.of();
    private volatile boolean closed;

    Whereabouts(Sql sql, Client client) {
        this.sql = sql;
        this.client = client;
        Thread.ofPlatform().daemon().name("whereabouts").start(this::look);
    }

    boolean isAt(String order, Step step) {
        return seen.getOrDefault(step, Set.of()).contains(order);
    }

    /** As last seen. */
    Set<String> at(Step step) {
        return seen.getOrDefault(step, Set.of());
    }

    private void look() {
        try {
            for (int round = 1; !closed; round++) {
                try {
                    seen = Step.snapshot(sql, Set.of());
                    if (round % RECEIVE_EACH == 0) {
                        receive();
                    }
                } catch (SQLException e) {
                    Log.debug("the places of orders cannot be read: " + e);
                }
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings as many pieces as orders wait for. */
    private void receive() throws SQLException, InterruptedException {
        long missing = sql.count(
                "select count(*) from orders.act_ru_execution e join orders.act_ru_execution p on p.id_ = e.proc_inst_id_"
                        + " join orders.order_view v on v.order_id = p.business_key_"
                        + " where e.act_id_ = 'AwaitStock' and v.skus @> array['" + Shoppers.RARE + "']");
        if (missing > 0) {
            Thread.ofVirtual().start(() -> deliver(missing));
        }
    }

    private void deliver(long pieces) {
        try {
            client.ask(
                    "inventory",
                    "POST",
                    "/api/stock/" + Shoppers.RARE + "/receipts",
                    Map.of("quantity", pieces, "reference", UUID.randomUUID().toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
