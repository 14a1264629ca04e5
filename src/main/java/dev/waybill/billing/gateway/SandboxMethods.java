package dev.waybill.billing.gateway;

import java.util.Optional;

/** The payment methods that the sandbox knows, by Stripe's test names. */
final class SandboxMethods {

    private static final int OUTAGE_CALLS = 2;

    /** Authorizes, and then refuses to be collected. */
    static final String CAPTURE_DECLINED = "pm_sandbox_captureDeclined";

    private static final String OUTAGE = "pm_sandbox_outage";

    private SandboxMethods() {}

    /** Why a method is declined; empty for one that is accepted. */
    static Optional<String> declineReason(String method) {
        return switch (method) {
            case "pm_card_visa", OUTAGE, CAPTURE_DECLINED -> Optional.empty();
            case "pm_card_chargeDeclined" -> Optional.of("card_declined");
            case "pm_card_chargeDeclinedInsufficientFunds" -> Optional.of("insufficient_funds");
            default -> Optional.of("unknown_payment_method");
        };
    }

    /** How many first calls for a payment by a method time out. */
    static int outages(String method) {
        return method.equals(OUTAGE) ? OUTAGE_CALLS : 0;
    }
}
