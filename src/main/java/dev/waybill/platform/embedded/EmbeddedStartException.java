package dev.waybill.platform.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded database, broker or their directory cannot be used: what is wrong, and what its operator can do. */
public final class EmbeddedStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    EmbeddedStartException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
