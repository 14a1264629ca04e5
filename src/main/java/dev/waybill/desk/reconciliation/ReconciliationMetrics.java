package dev.waybill.desk.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The metrics of the comparison; every copy of the desk reports the same values, as all of them read the same tables. */
public final class ReconciliationMetrics implements MeterBinder {

    private static final int INVARIANTS = 9;

    private final Violations violations;
    private final JdbcTemplate jdbc;

    public ReconciliationMetrics(Violations violations, JdbcTemplate jdbc) {
        this.violations = violations;
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        IntStream.rangeClosed(1, INVARIANTS)
                .mapToObj(number -> "I" + number)
                .forEach(invariant -> Gauge.builder(
                                "waybill.reconciliation.violations",
                                violations,
                                all -> all.counts().getOrDefault(invariant, 0L))
                        .description("What the books of the contexts disagree about")
                        .tag("invariant", invariant)
                        .register(meters));
        Gauge.builder("waybill.reconciliation.age", this, ReconciliationMetrics::age)
                .description("How long ago the last scheduled comparison of the books ended")
                .baseUnit("seconds")
                .register(meters);
    }

    private double age() {
        Double age = jdbc.queryForObject(
                "select coalesce(extract(epoch from now() - ended_at), -1) from desk.reconciliation", Double.class);
        return age == null ? -1 : age;
    }
}
