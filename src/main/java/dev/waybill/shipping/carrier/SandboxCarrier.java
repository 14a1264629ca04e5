package dev.waybill.shipping.carrier;

import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A carrier that is none: parcels are dispatched and delivered after a delay each. It keeps durable books of its own, in
 * transactions of its own, and tells each step until it has been heard, as a real one would.
 */
public final class SandboxCarrier implements Carrier {

    private static final String BOOKS = "shipping.sandbox_parcel";
    private static final int BATCH = 200;
    private static final Duration LOOK = Duration.ofMillis(200);

    private record Step(String shipmentId, String status, CarrierUpdates.Update update) {}

    /** A line of the carrier's books. */
    public record Entry(String shipmentId, String orderId, String trackingNumber, String status) {}

    private final JdbcTemplate jdbc;
    private final ConcurrencyLimit turns;
    private final double delay;
    private final CarrierUpdates updates;
    private final WakeableWorker thread;

    public SandboxCarrier(JdbcTemplate jdbc, ConcurrencyLimit turns, Duration delay, CarrierUpdates updates) {
        this.jdbc = jdbc;
        this.turns = turns;
        this.delay = delay.toMillis() / 1000.0;
        this.updates = updates;
        this.thread = new WakeableWorker("sandbox-carrier", LOOK, this::work);
    }

    /** Moves the parcels while the application runs. */
    public SmartLifecycle mover() {
        return thread;
    }

    @Override
    public String book(Booking booking) {
        String tracking =
                "SBX" + booking.shipmentId().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
        jdbc.update(
                "insert into " + BOOKS + " (shipment_id, order_id, tracking_number, status, told, due_at)"
                        + " values (?, ?, ?, 'BOOKED', 'BOOKED', now() + make_interval(secs => ?))"
                        + " on conflict do nothing",
                booking.shipmentId(),
                booking.orderId(),
                tracking,
                delay);
        thread.wake();
        return tracking;
    }

    @Override
    public boolean cancel(String shipmentId) {
        jdbc.update(
                "insert into " + BOOKS + " (shipment_id, order_id, tracking_number, status, told, due_at)"
                        + " values (?, ?, '', 'CANCELLED', 'CANCELLED', now())"
                        + " on conflict (shipment_id) do update set status = 'CANCELLED', told = 'CANCELLED'"
                        + " where sandbox_parcel.status = 'BOOKED'",
                shipmentId,
                shipmentId);
        return entry(shipmentId).stream().anyMatch(entry -> entry.status().equals("CANCELLED"));
    }

    /** The carrier's own books of an order. */
    public List<Entry> books(String orderId) {
        return entries("order_id", orderId);
    }

    private List<Entry> entry(String shipmentId) {
        return entries("shipment_id", shipmentId);
    }

    private List<Entry> entries(String column, String value) {
        return jdbc.query(
                "select shipment_id, order_id, tracking_number, status from " + BOOKS + " where " + column + " = ?",
                (row, n) -> new Entry(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                value);
    }

    private boolean work() throws InterruptedException {
        try (var turn = turns.take()) {
            return move();
        }
    }

    private boolean move() {
        advance();
        List<Step> untold = jdbc.query(
                "select shipment_id, status, order_id, tracking_number from " + BOOKS
                        + " where told <> status order by due_at limit " + BATCH,
                (row, n) -> new Step(
                        row.getString(1),
                        row.getString(2),
                        new CarrierUpdates.Update(row.getString(3), row.getString(4))));
        Map<String, List<Step>> steps = new TreeMap<>(untold.stream().collect(Collectors.groupingBy(Step::status)));
        steps.forEach(this::tell);
        return !untold.isEmpty();
    }

    /** A parcel goes on only after its last step was told, so that steps are told in order. */
    private void advance() {
        jdbc.update(
                "update " + BOOKS + " set status = case status when 'BOOKED' then 'DISPATCHED' else 'DELIVERED' end,"
                        + " due_at = now() + make_interval(secs => ?)"
                        + " where shipment_id in (select shipment_id from " + BOOKS
                        + " where status in ('BOOKED', 'DISPATCHED') and told = status and due_at <= now()"
                        + " order by due_at limit " + BATCH + " for update skip locked)",
                delay);
    }

    private void tell(String status, List<Step> steps) {
        List<CarrierUpdates.Update> parcels = steps.stream().map(Step::update).toList();
        if (status.equals("DISPATCHED")) {
            updates.dispatched(parcels);
        } else {
            updates.delivered(parcels);
        }
        jdbc.update(
                "update " + BOOKS + " set told = ? where status = ? and shipment_id = any(?)",
                status,
                status,
                steps.stream().map(Step::shipmentId).toArray(String[]::new));
    }
}
