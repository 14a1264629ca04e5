package dev.waybill.platform.base;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets work that may lag gather under load: at rest everything is done as it comes; when much has come lately, the next batch
 * waits a little, so that it is larger and costs less for each part.
 */
public final class Gathering {

    /** What one or two orders cause at once is not load. */
    private static final double MUCH = 50;

    private static final double SECOND = 1e9;

    private final Duration pause;
    private final LongSupplier nanoTime;
    private double lately;
    private long counted;

    /** @param pause how long a batch waits under load; zero for work that never does */
    public Gathering(Duration pause) {
        this(pause, System::nanoTime);
    }

    Gathering(Duration pause, LongSupplier nanoTime) {
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.counted = nanoTime.getAsLong();
    }

    /** Counts what was done; it counts less and less as time passes. */
    public synchronized void done(int number) {
        lately = lately() + number;
        counted = nanoTime.getAsLong();
    }

    /** How long the next batch waits from now; zero at rest. */
    public synchronized Duration pause() {
        return lately() > MUCH ? pause : Duration.ZERO;
    }

    private double lately() {
        return lately * Math.exp((counted - nanoTime.getAsLong()) / SECOND);
    }
}
