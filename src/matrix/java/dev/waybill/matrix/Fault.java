package dev.waybill.matrix;

import java.time.Duration;

/**
 * Something that goes wrong.
 *
 * @param how it is done, for the page
 * @param lasts how long it stays after it has struck
 * @param strike makes it happen, at once
 * @param end mends what a machine or its orchestrator mends; healing begins when it returns
 */
record Fault(String name, String how, Duration lasts, Act strike, Act end) {

    private static final Duration BRIEF = Duration.ofSeconds(3);

    /** Does something to the stage. */
    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    /** The same fault, but shorter: its silence ends before any time-out notices it. */
    Fault briefly() {
        Duration brief = lasts.compareTo(BRIEF) > 0 ? BRIEF : lasts;
        return new Fault(name, how, brief, strike, end);
    }
}
