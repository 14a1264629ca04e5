package dev.waybill.platform.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Instants and durations in a request, within what a database knows. */
public final class Times {

    private static final Duration TEN_YEARS = Duration.ofDays(3_650);

    private Times() {}

    /** An ISO 8601 instant with an offset, of a year of four digits; empty for any other text. */
    static Optional<Instant> parse(String text) {
        try {
            return text.matches("\\d{4}-.*") ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    /** An instant as {@code 2026-01-31T12:00:00+01:00}, of a year of four digits; any other text is the given problem. */
    public static Instant instant(String text, Supplier<ProblemException> otherwise) {
        return parse(text).orElseThrow(otherwise);
    }

    /** A duration of at most ten years, not negative; any other text is a problem that names the parameter. */
    public static Duration duration(String parameter, String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(TEN_YEARS) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw wrongDuration(parameter);
        }
        throw wrongDuration(parameter);
    }

    private static ProblemException wrongDuration(String parameter) {
        return ProblemException.invalid(parameter, "must be an ISO 8601 duration like PT1M or P2D, up to ten years");
    }
}
