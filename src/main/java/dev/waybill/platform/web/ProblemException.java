package dev.waybill.platform.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A refusal that is answered with a problem document (RFC 9457) of a stable type. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String slug;
    private final transient List<FieldProblem> fields;
    private final transient Map<String, Object> more = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    /** What is wrong with a field, named by its path. */
    public record FieldProblem(String field, String message) {

        /** Neither ever repeats what looks like a card number. */
        public FieldProblem {
            field = CardNumbers.masked(field);
            message = CardNumbers.masked(message);
        }
    }

    private ProblemException(HttpStatus status, String slug, String detail, List<FieldProblem> fields) {
        super(CardNumbers.masked(detail));
        this.status = status;
        this.slug = slug;
        this.fields = fields;
    }

    /** 404: there is no such thing. */
    public static ProblemException notFound(String what) {
        return new ProblemException(HttpStatus.NOT_FOUND, "not-found", "there is no " + what, List.of());
    }

    /** 409: the thing is not in a state for this. */
    public static ProblemException conflict(String slug, String detail) {
        return new ProblemException(HttpStatus.CONFLICT, slug, detail, List.of());
    }

    /** 412: the thing has changed since the caller read it. */
    public static ProblemException stale(String detail) {
        return new ProblemException(HttpStatus.PRECONDITION_FAILED, "stale", detail, List.of());
    }

    /** 403: not for this user. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(HttpStatus.FORBIDDEN, "forbidden", detail, List.of());
    }

    /** 422: well-formed, but a rule is broken by that field. */
    public static ProblemException unprocessable(String slug, String detail, String field) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_ENTITY, slug, detail, List.of(new FieldProblem(field, detail)));
    }

    /** 400: that field or parameter is malformed. */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                Problems.INVALID,
                field + " " + message,
                List.of(new FieldProblem(field, message)));
    }

    static ProblemException invalid(List<FieldProblem> fields) {
        return new ProblemException(HttpStatus.BAD_REQUEST, Problems.INVALID, Problems.sentence(fields), fields);
    }

    /** 429: this user asks for more than one user may have; later it may succeed. */
    public static ProblemException tooManyRequests(String slug, String detail, Duration retryAfter) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, slug, detail, List.of()).after(retryAfter);
    }

    /** 503: all users together ask for more than this process has; later it may succeed. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail, List.of()).after(retryAfter);
    }

    private ProblemException after(Duration wait) {
        retryAfter = wait;
        return this;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same refusal with one more member of the problem document, written as JSON. */
    public ProblemException with(String member, Object value) {
        more.put(member, value);
        return this;
    }

    Map<String, Object> more() {
        return more;
    }

    /** What the caller is answered. */
    public HttpStatus status() {
        return status;
    }

    String slug() {
        return slug;
    }

    List<FieldProblem> fields() {
        return fields;
    }
}
