package dev.waybill.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Rounds of faults, until there is enough of each or time is up. */
final class Run {

    private static final Duration SETTLES = Duration.ofSeconds(90);
    private static final Duration FOR_THE_POOL = Duration.ofMinutes(6);
    private static final Fault POOL_OF_TWO =
            new Fault("pool of two", "each context has two database connections in all", Duration.ofSeconds(6), () -> {}, () -> {});

    private final Stage stage;
    private final Shoppers shoppers;
    private final Results results;
    private final Instant until;
    private final boolean full;
    private final SchemaAudit schemas;
    private final Faults faults;
    private final Strike strike;

    Run(Stage stage, Shoppers shoppers, Results results, Instant until, boolean full) {
        this.stage = stage;
        this.shoppers = shoppers;
        this.results = results;
        this.until = until;
        this.full = full;
        this.schemas = new SchemaAudit(stage.sql);
        this.faults = new Faults(stage);
        this.strike = new Strike(stage, shoppers, schemas, results);
    }

    /** @param only words of the names of the faults to be run; none for all */
    void all(List<String> only) throws Exception {
        warmUp();
        Fault latest = POOL_OF_TWO;
        boolean more = true;
        Instant last = full ? until.minus(FOR_THE_POOL) : until;
        for (int round = 0; more && Instant.now().isBefore(last); round++) {
            more = false;
            for (Fault fault : full ? faults.of(round) : faults.inShort()) {
                boolean named = only.isEmpty() || only.stream().anyMatch(fault.name()::contains);
                if (named && Instant.now().isBefore(last) && results.needs(fault)) {
                    strike.run(full ? fault : fault.briefly(), surge(), fills());
                    more |= full && results.needs(fault);
                    latest = fault;
                } else if (named && !full) {
                    results.violation("there was no time for " + fault.name());
                }
            }
            shoppers.come(0);
            Log.info("Round %d is over; the contexts are compared", round + 1);
            compare(latest);
        }
        if (full && (only.isEmpty() || only.contains("pool"))) {
            poolOfTwo();
        }
    }

    /** Code that runs for the first time is slow, and no fault has struck it. */
    void warmUp() throws Exception {
        shoppers.come(4);
        Thread.sleep(Duration.ofSeconds(15));
        shoppers.come(0);
        settle();
    }

    /** The short run is for any machine; two rounds of the full one are to be enough. */
    private double surge() {
        return full ? 12 : 6;
    }

    private Duration fills() {
        return full ? Duration.ofSeconds(16) : Duration.ofSeconds(12);
    }

    private void poolOfTwo() throws Exception {
        for (ContextProcess context : stage.contexts()) {
            context.kill();
            context.with(List.of("--spring.datasource.hikari.maximum-pool-size=2"));
            context.start();
        }
        stage.contexts().forEach(ContextProcess::awaitHealth);
        warmUp();
        do {
            strike.run(POOL_OF_TWO, surge(), fills());
        } while (full && results.needs(POOL_OF_TWO) && Instant.now().isBefore(until));
        shoppers.come(0);
        compare(POOL_OF_TWO);
    }

    /** Waits until nothing is in flight; returns the orders that have not ended. */
    private Collection<String> settle() throws Exception {
        Instant hopeless = Instant.now().plus(SETTLES);
        Collection<String> open;
        do {
            Thread.sleep(500);
            open = schemas.open(shoppers.accepted().stream().map(Accepted::id).toList());
        } while ((!open.isEmpty() || !schemas.inFlight().isEmpty()) && Instant.now().isBefore(hopeless));
        return open;
    }

    /** Compares all contexts, once nothing is in flight; the last fault is blamed for what is wrong. */
    void compare(Fault last) throws Exception {
        Collection<String> open = settle();
        List<String> inFlight = schemas.inFlight();
        List<String> ids = shoppers.accepted().stream().map(Accepted::id).toList();
        open.forEach(order -> results.violation(last, "I1 order " + order + " has not ended"));
        inFlight.forEach(what -> results.violation(last, "I8 " + what));
        List<String> ended = new ArrayList<>(ids);
        ended.removeAll(open);
        schemas.disagreements(ended).forEach(found -> results.violation(last, found));
        schemas.violations().forEach(found -> results.violation(last, found));
        shoppers.refused().forEach(answer -> Log.info("Refused: %s", answer));
        Results.Row poison = results.rows().get(Poison.NAME);
        if (poison != null) {
            schemas.poisonNotParked(Poison.PARKED * poison.healed.size()).forEach(found -> results.violation(last, found));
        }
    }
}
