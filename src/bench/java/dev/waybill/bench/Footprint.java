package dev.waybill.bench;

import dev.waybill.journey.WaybillProcess;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a running product and its servers have used so far.
 *
 * @param wal bytes of PostgreSQL's log
 * @param rows inserted, updated and deleted ones
 * @param allocated bytes of objects in the product's JVM
 */
record Footprint(
        Duration product,
        Duration postgres,
        Duration rabbit,
        double wal,
        double rows,
        double commits,
        double published,
        double delivered,
        double allocated) {

    static Footprint of(WaybillProcess process, Load load, JdbcTemplate jdbc) {
        Map<String, Object> database = jdbc.queryForMap("select pg_current_wal_lsn() - '0/0' as wal,"
                + " tup_inserted + tup_updated + tup_deleted as rows, xact_commit as commits"
                + " from pg_stat_database where datname = current_database()");
        String metrics = load.get("/actuator/prometheus");
        return new Footprint(
                process.cpu(),
                ProcessorTime.of("postgres"),
                ProcessorTime.of("beam.smp"),
                ((Number) database.get("wal")).doubleValue(),
                ((Number) database.get("rows")).doubleValue(),
                ((Number) database.get("commits")).doubleValue(),
                sum(metrics, "rabbitmq_published_total"),
                sum(metrics, "rabbitmq_consumed_total"),
                sum(metrics, "jvm_gc_memory_allocated_bytes_total"));
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What was used since then, for each of so many orders. */
    Footprint since(Footprint before, int orders) {
        BiFunction<Duration, Duration, Duration> time =
                (now, then) -> now.minus(then).dividedBy(orders);
        return new Footprint(
                time.apply(product, before.product),
                time.apply(postgres, before.postgres),
                time.apply(rabbit, before.rabbit),
                (wal - before.wal) / orders,
                (rows - before.rows) / orders,
                (commits - before.commits) / orders,
                (published - before.published) / orders,
                (delivered - before.delivered) / orders,
                (allocated - before.allocated) / orders);
    }

    /** The processor time of all three, in milliseconds. */
    double cpu() {
        return ms(product) + ms(postgres) + ms(rabbit);
    }

    static double ms(Duration time) {
        return time.toNanos() / 1e6;
    }
}
