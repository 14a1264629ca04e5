package dev.waybill.platform.messaging;

import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a consumer's work a limited number of times, and without limit while the database is away or busy. */
final class Attempts {

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);
    private static final int PAUSE_MILLIS = 500;
    private static final int REPORT_EVERY = 60;

    private final String queue;
    private final ConcurrencyLimit limit;
    private final ConsumerState state;

    Attempts(String queue, ConcurrencyLimit limit, ConsumerState state) {
        this.queue = queue;
        this.limit = limit;
        this.state = state;
    }

    /** Tries the work on the named message a limited number of times; returns the last failure, or null after success. */
    @Nullable
    Throwable of(int most, String message, Runnable work) throws InterruptedException {
        state.begin(message);
        try {
            int waited = 0;
            for (int attempt = 1; ; ) {
                try (var permit = limit.acquire()) {
                    state.started();
                    work.run();
                    if (waited > 0) {
                        log.info("{} continues: the database is available again", queue);
                    }
                    return null;
                } catch (RuntimeException | Error e) {
                    if (isWorthWaiting(e)) {
                        report(e, waited++);
                    } else if (attempt++ >= most) {
                        return e;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } finally {
            state.end();
        }
    }

    private boolean isWorthWaiting(Throwable failure) {
        boolean away = DatabaseAway.isBehind(failure);
        state.failed(failure, away);
        return away || DatabaseAway.isBusyBehind(failure);
    }

    /** Once, and then every half minute. */
    private void report(Throwable failure, int waited) {
        if (waited % REPORT_EVERY == 0) {
            log.warn("{} waits for the database and will retry: {}", queue, failure.getMessage());
        } else {
            log.debug("{} waits for the database", queue, failure);
        }
    }
}
