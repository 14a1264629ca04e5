package dev.waybill.platform.edge;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request's body is not read to its end, which its reader gets as this exception; the answer closes the connection. */
public final class BodyRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String slug;
    private final @Nullable Duration retryAfter;

    private BodyRefused(HttpStatus status, String slug, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false); // it is an answer, not a failure of this process
        this.status = status;
        this.slug = slug;
        this.retryAfter = retryAfter;
    }

    /** 413: the body is longer than {@link BodyLimits#LARGEST}. */
    static BodyRefused tooLarge() {
        return new BodyRefused(
                HttpStatus.PAYLOAD_TOO_LARGE, "payload-too-large", "the body must be at most 256 KiB", null);
    }

    /** 408: the body did not arrive within {@link BodyLimits#DEADLINE}. */
    static BodyRefused tooSlow() {
        return new BodyRefused(
                HttpStatus.REQUEST_TIMEOUT, "request-timeout", "the body must arrive within 10 seconds", null);
    }

    /** 503: other clients' bodies take all the memory for bodies. */
    static BodyRefused tooMany() {
        return new BodyRefused(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "too many requests are being received; repeat this one in a moment",
                Duration.ofSeconds(2));
    }

    /** The refusal among the causes of a failure, if there is one. */
    public static Optional<BodyRefused> behind(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyRefused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /** The status of the answer. */
    public HttpStatus status() {
        return status;
    }

    /** The problem's type. */
    public String slug() {
        return slug;
    }

    /** What is wrong, in the client's words. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** When the same request may succeed; empty where it never will. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
