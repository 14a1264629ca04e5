package dev.waybill.desk.page;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small line of how many orders came in each of the last minutes, the one that runs now last. */
final class Sparkline {

    /** How far it looks back. */
    static final int MINUTES = 60;

    private static final int HEIGHT = 14;

    private final long[] perMinute;

    private Sparkline(long[] perMinute) {
        this.perMinute = perMinute;
    }

    /** A line of so many orders per minute; null is none at all. */
    static Sparkline of(long @Nullable [] perMinute) {
        return new Sparkline(perMinute == null ? new long[MINUTES] : perMinute);
    }

    /** All of them. */
    public long total() {
        return Arrays.stream(perMinute).sum();
    }

    /** Those of the last five minutes. */
    public long lastFive() {
        return Arrays.stream(perMinute, perMinute.length - 5, perMinute.length).sum();
    }

    /** The line as an SVG path, a unit per minute, 16 units high; the highest minute reaches the top. */
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
