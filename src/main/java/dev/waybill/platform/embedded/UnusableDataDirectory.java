package dev.waybill.platform.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The data directory cannot be used; the start ends with what to do. */
final class UnusableDataDirectory extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    UnusableDataDirectory(String description, String action) {
        super(description);
        this.action = action;
    }

    /** Prints the failure as two sentences rather than a stack. */
    static final class Analyzer extends AbstractFailureAnalyzer<UnusableDataDirectory> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, UnusableDataDirectory cause) {
            return new FailureAnalysis("Waybill cannot start: " + cause.getMessage(), cause.action, cause);
        }
    }
}
