package dev.waybill.desk.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * How a disagreement can be mended.
 *
 * @param kind {@code none} where a human has to look
 * @param context who would act; empty for nobody
 * @param peer the other context that it is about; empty for none
 * @param exchange whose messages are missing; empty for none
 */
public record RepairPlan(
        String kind, String context, String peer, String exchange, long from, long to, String description) {

    static final String NONE = "none";
    static final String REBUILD = "rebuild-view";

    /** Whether anybody can do it without a human who looks. */
    public boolean isAutomatic() {
        return !kind.equals(NONE);
    }

    static RepairPlan none(String whatToLookAt) {
        return new RepairPlan(NONE, "", "", "", 0, 0, whatToLookAt);
    }

    static RepairPlan askAgain(String service) {
        return new RepairPlan(
                "ask-again",
                "order",
                service,
                "",
                0,
                0,
                "order tells " + service + " again what the order now needs; what is done already is only answered");
    }

    static RepairPlan rebuild() {
        return new RepairPlan(
                REBUILD, "desk", "", "", 0, 0, "the desk's views are built anew from all that the desk has heard");
    }

    static RepairPlan sayAgain(String publisher, String exchange, long from, long to) {
        return new RepairPlan(
                "say-again",
                publisher,
                "",
                exchange,
                from,
                to,
                publisher + " says again what was lost on " + exchange + ", number " + from
                        + (to > from ? " to " + to : "") + ", so that what waits behind it goes on");
    }

    /** What a context has named itself for a finding of its own. */
    static RepairPlan named(@Nullable String kind, String context) {
        if (kind == null) {
            return none("nothing can be derived from other books: compare the " + context
                    + " context's events with a backup and with what its partners have on record");
        }
        return new RepairPlan(
                kind,
                context,
                "",
                "",
                0,
                0,
                switch (kind) {
                    case "resume-process" ->
                        "order starts the process again where the order's events say that it is, and asks the services"
                                + " again; a deadline that is on record stays, also one that has passed";
                    case REBUILD -> context + "'s views are built anew from its events";
                    case "ask-again" ->
                        "order asks each service again for what it waits for from it; what is done already is only answered"
                                + " again";
                    case "end-process" -> "order ends the process that is left over";
                    default -> context + " does " + kind;
                });
    }
}
