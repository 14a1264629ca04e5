package dev.waybill.matrix;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Says when the sandbox carrier fetches and brings its parcels: usually after two seconds each. Before a fault strikes it
 * does not come at all, so that orders are found where they wait for it.
 */
final class Parcels implements AutoCloseable {

    /** The carrier's own delay; long, as this class says when it comes. */
    static final String SETTING = "--waybill.shipping.sandbox-delay=1h";

    private static final int LOOK_MS = 250;
    private static final String WAITED = """
            update shipping.sandbox_parcel set due_at = now() where status in ('BOOKED', 'DISPATCHED')
            and due_at > now() and due_at <= now() + interval '1 hour' - interval '2 seconds' returning order_id""";
    private static final String FETCHED = """
            update shipping.sandbox_parcel set due_at = now() where status = 'BOOKED' and order_id = any(?)
            returning order_id""";

    private final Sql sql;
    private volatile boolean comes = true;
    private volatile boolean closed;

    Parcels(Sql sql) {
        this.sql = sql;
        Thread.ofPlatform().daemon().name("parcels").start(this::rounds);
    }

    /** Whether the carrier comes by itself, from now on. */
    void move(boolean byThemselves) {
        comes = byThemselves;
    }

    /** The carrier fetches these orders' parcels now; they are brought only when it comes again. */
    void fetch(Collection<String> orders) throws SQLException {
        sql.query(FETCHED, row -> row.getString(1), (Object) orders.toArray(String[]::new));
    }

    private void rounds() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_MS);
                if (comes) {
                    round();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            List<String> moved = sql.query(WAITED, row -> row.getString(1));
            Log.debug("the carrier comes for " + moved.size());
        } catch (SQLException e) {
            Log.debug("the carrier cannot come: " + e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
