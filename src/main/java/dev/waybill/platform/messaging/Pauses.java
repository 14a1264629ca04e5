package dev.waybill.platform.messaging;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long to wait before something is tried again. */
final class Pauses {

    private static final Logger log = LoggerFactory.getLogger(Pauses.class);

    private Pauses() {}

    static void after(int attempt) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(attempt == 0 ? 500 : 50L * attempt * attempt);
    }

    /** Tries until the database has it: what is about to be put aside must not get lost instead. */
    static void untilAvailable(String queue, Runnable action) throws InterruptedException {
        while (true) {
            try {
                action.run();
                return;
            } catch (RuntimeException e) {
                if (!Inbox.isAway(e)) {
                    throw e;
                }
                log.warn("{} waits for the database: {}", queue, e.getMessage());
                after(0);
            }
        }
    }
}
