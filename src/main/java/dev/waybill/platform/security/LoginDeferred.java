package dev.waybill.platform.security;

import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;

/** A password was not looked at: too many were wrong before, or too many are being checked. */
final class LoginDeferred extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final long retryAfter;

    private LoginDeferred(HttpStatus status, String detail, Duration retryAfter) {
        super(detail);
        this.status = status;
        this.retryAfter = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    /** 429: with this name, or from this address, too many passwords were wrong. */
    static LoginDeferred tooMany(Duration retryAfter) {
        return new LoginDeferred(
                HttpStatus.TOO_MANY_REQUESTS, "too many logins have failed; try again later", retryAfter);
    }

    /** 503: other passwords are being checked. */
    static LoginDeferred busy() {
        return new LoginDeferred(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too many logins at once; try again in a moment",
                Duration.ofSeconds(1));
    }

    HttpStatus status() {
        return status;
    }

    /** Whole seconds. */
    long retryAfter() {
        return retryAfter;
    }
}
