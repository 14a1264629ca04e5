package dev.waybill.platform.personal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The start ends because the master key is missing, malformed or not the one that this database was used with. */
public final class MasterKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    MasterKeyException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** Prints the failure as two sentences rather than a stack. */
    static final class MasterKeyAnalyzer extends AbstractFailureAnalyzer<MasterKeyException> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, MasterKeyException cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action, cause);
        }
    }
}
