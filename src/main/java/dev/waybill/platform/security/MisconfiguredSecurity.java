package dev.waybill.platform.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The settings name no usable users; the start ends with what to do. */
final class MisconfiguredSecurity extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    MisconfiguredSecurity(String description, String action) {
        super(description);
        this.action = action;
    }

    /** Prints the failure as two sentences rather than a stack. */
    static final class Analyzer extends AbstractFailureAnalyzer<MisconfiguredSecurity> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, MisconfiguredSecurity cause) {
            return new FailureAnalysis("Security: " + cause.getMessage(), cause.action, cause);
        }
    }
}
