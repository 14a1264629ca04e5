package dev.waybill.matrix;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What the run reports while it goes on. */
final class Log {

    private static final boolean DEBUG = Boolean.getBoolean("matrix.debug");

    private Log() {}

    static void info(String line, Object... values) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line.formatted(values));
    }

    static void debug(String line) {
        if (DEBUG) {
            info("%s", line);
        }
    }
}
