package dev.waybill.platform.base;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The settings cannot be meant; the start ends with what is wrong and what to do. */
public final class Misconfigured extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * A start that ends here.
     *
     * @param description what is wrong
     * @param action what would be right
     */
    public Misconfigured(String description, String action) {
        super(description);
        this.action = action;
    }

    /** Prints the failure as two sentences rather than a stack. */
    static final class MisconfigurationAnalyzer extends AbstractFailureAnalyzer<Misconfigured> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, Misconfigured cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action, cause);
        }
    }
}
