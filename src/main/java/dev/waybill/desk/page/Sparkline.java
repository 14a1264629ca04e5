package dev.waybill.desk.page;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small line chart of the orders in each of the last minutes, the current one last. */
final class Sparkline {

    /** How many minutes it shows. */
    static final int MINUTES = 60;

    private static final int HEIGHT = 14;

    private final long[] perMinute;

    private Sparkline(long[] perMinute) {
        this.perMinute = perMinute;
    }

    /** The chart of these counts per minute; null stands for zero in every minute. */
    static Sparkline of(long @Nullable [] perMinute) {
        return new Sparkline(perMinute == null ? new long[MINUTES] : perMinute);
    }

    /** The orders of all minutes. */
    public long total() {
        return Arrays.stream(perMinute).sum();
    }

    /** The orders of the last five minutes. */
    public long lastFive() {
        return Arrays.stream(perMinute, perMinute.length - 5, perMinute.length).sum();
    }

    /** The chart as an SVG path, a unit per minute, 16 units high; the busiest minute reaches the top. */
    public String path() {
        long most = Math.max(1, Arrays.stream(perMinute).max().orElse(1));
        var path = new StringBuilder();
        for (int minute = 0; minute < perMinute.length; minute++) {
            long height = Math.round((double) HEIGHT * perMinute[minute] / most);
            path.append(minute == 0 ? "M" : " L").append(minute).append(' ').append(HEIGHT + 1 - height);
        }
        return path.toString();
    }
}
