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
 * Plays a carrier: parcels are dispatched and delivered after a delay each. It records its parcels durably, in transactions
 * of its own, and reports each step until the report is recorded, as a real carrier would.
 */
public final class SandboxCarrier implements Carrier {

    private static final String TABLE = "shipping.sandbox_parcel";
    private static final int BATCH = 200;
    private static final Duration LOOK = Duration.ofMillis(200);

    private record Step(String shipmentId, String status, CarrierUpdates.Update update) {}

    /** A parcel as the carrier has recorded it. */
    public record Entry(String shipmentId, String orderId, String trackingNumber, String status) {}

    private final JdbcTemplate jdbc;
    private final double delay;
    private volatile Runnable wake = () -> {};

    /** @param delay how long dispatch and delivery take each */
    public SandboxCarrier(JdbcTemplate jdbc, Duration delay) {
        this.jdbc = jdbc;
        this.delay = delay.toMillis() / 1000.0;
    }

    /** Moves the parcels while the application runs, and reports each step to {@code updates}. */
    public SmartLifecycle mover(ConcurrencyLimit limit, CarrierUpdates updates) {
        var mover = new WakeableWorker("sandbox-carrier", LOOK, () -> {
            try (var turn = limit.acquire()) {
                return move(updates);
            }
        });
        wake = mover::wake;
        return mover;
    }

    @Override
    public String book(Booking booking) {
        String tracking =
                "SBX" + booking.shipmentId().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
        jdbc.update(
                "insert into " + TABLE + " (shipment_id, order_id, tracking_number, status, told, due_at)"
                        + " values (?, ?, ?, 'BOOKED', 'BOOKED', now() + make_interval(secs => ?))"
                        + " on conflict do nothing",
                booking.shipmentId(),
                booking.orderId(),
                tracking,
                delay);
        wake.run();
        return tracking;
    }

    @Override
    public boolean cancel(String shipmentId) {
        jdbc.update(
                "insert into " + TABLE + " (shipment_id, order_id, tracking_number, status, told, due_at)"
                        + " values (?, ?, '', 'CANCELLED', 'CANCELLED', now())"
                        + " on conflict (shipment_id) do update set status = 'CANCELLED', told = 'CANCELLED'"
                        + " where sandbox_parcel.status = 'BOOKED'",
                shipmentId,
                shipmentId);
        return entry(shipmentId).stream().anyMatch(entry -> entry.status().equals("CANCELLED"));
    }

    /** The parcels of an order, as the carrier has recorded them. */
    public List<Entry> entries(String orderId) {
        return read("order_id", orderId);
    }

    private List<Entry> entry(String shipmentId) {
        return read("shipment_id", shipmentId);
    }

    private List<Entry> read(String column, String value) {
        return jdbc.query(
                "select shipment_id, order_id, tracking_number, status from " + TABLE + " where " + column + " = ?",
                (row, n) -> new Entry(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                value);
    }

    private boolean move(CarrierUpdates updates) {
        advance();
        List<Step> unreported = jdbc.query(
                "select shipment_id, status, order_id, tracking_number from " + TABLE
                        + " where told <> status order by due_at limit " + BATCH,
                (row, n) -> new Step(
                        row.getString(1),
                        row.getString(2),
                        new CarrierUpdates.Update(row.getString(3), row.getString(4))));
        Map<String, List<Step>> steps = new TreeMap<>(unreported.stream().collect(Collectors.groupingBy(Step::status)));
        steps.forEach((status, parcels) -> report(updates, status, parcels));
        return !unreported.isEmpty();
    }

    /** A parcel moves only after its last step was reported, so that its steps are reported in order. */
    private void advance() {
        jdbc.update(
                "update " + TABLE + " set status = case status when 'BOOKED' then 'DISPATCHED' else 'DELIVERED' end,"
                        + " due_at = now() + make_interval(secs => ?)"
                        + " where shipment_id in (select shipment_id from " + TABLE
                        + " where status in ('BOOKED', 'DISPATCHED') and told = status and due_at <= now()"
                        + " order by due_at limit " + BATCH + " for update skip locked)",
                delay);
    }

    private void report(CarrierUpdates updates, String status, List<Step> steps) {
        List<CarrierUpdates.Update> parcels = steps.stream().map(Step::update).toList();
        if (status.equals("DISPATCHED")) {
            updates.dispatched(parcels);
        } else {
            updates.delivered(parcels);
        }
        jdbc.update(
                "update " + TABLE + " set told = ? where status = ? and shipment_id = any(?)",
                status,
                status,
                steps.stream().map(Step::shipmentId).toArray(String[]::new));
    }
}
