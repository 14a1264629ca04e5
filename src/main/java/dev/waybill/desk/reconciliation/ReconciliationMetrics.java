package dev.waybill.desk.reconciliation;

import dev.waybill.platform.context.ContextRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.IntStream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The metrics of the comparison; every copy of the desk tells the same, as they read what all of them remember. */
@Component
class ReconciliationMetrics implements SmartInitializingSingleton {

    private static final int INVARIANTS = 9;

    private final Violations violations;
    private final ContextRuntime parts;
    private final MeterRegistry meters;

    ReconciliationMetrics(Violations violations, @Qualifier("deskParts") ContextRuntime parts, MeterRegistry meters) {
        this.violations = violations;
        this.parts = parts;
        this.meters = meters;
    }

    @Override
    public void afterSingletonsInstantiated() {
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
                .description("How long ago the books were last compared without being asked")
                .baseUnit("seconds")
                .register(meters);
    }

    private double age() {
        Double age = parts.jdbc()
                .queryForObject(
                        "select coalesce(extract(epoch from now() - ended_at), -1) from desk.reconciliation",
                        Double.class);
        return age == null ? -1 : age;
    }
}
