package dev.waybill.billing;

import dev.waybill.platform.messaging.Wakeable;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks now and then whether the price list is far enough for the bills that wait for it. */
@Component
class WaitingBills implements SmartLifecycle {

    private final Wakeable thread;
    private boolean running;

    WaitingBills(Bills bills) {
        this.thread = new Wakeable("waiting-bills", Duration.ofMillis(500), () -> {
            bills.retryWaiting();
            return false;
        });
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
