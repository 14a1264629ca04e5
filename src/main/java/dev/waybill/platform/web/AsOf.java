package dev.waybill.platform.web;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The {@code asOf} of a request: a version or an instant to look back to. */
public final class AsOf {

    private AsOf() {}

    /** What there was then; a text that is neither a version nor an instant is a problem that names it. */
    public static <T> Optional<T> find(
            String asOf, LongFunction<Optional<T>> byVersion, Function<Instant, Optional<T>> byInstant) {
        return asOf.matches("\\d{1,18}") ? byVersion.apply(Long.parseLong(asOf)) : byInstant.apply(instant(asOf));
    }

    /** 404: the thing was not there then; the versions that it has are named. */
    public static ProblemException notThere(String thing, String asOf, long first, long last) {
        return ProblemException.notFound(
                "%s as of %s; it has the versions %d to %d".formatted(thing, asOf, first, last));
    }

    private static Instant instant(String asOf) {
        return Times.instant(
                asOf,
                () -> ProblemException.invalid(
                        "asOf", "must be a version like 3 or an instant like 2026-01-31T12:00:00Z"));
    }
}
