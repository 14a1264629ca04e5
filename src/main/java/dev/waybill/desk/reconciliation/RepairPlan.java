package dev.waybill.desk.reconciliation;

import dev.waybill.platform.audit.AuditedContext;
import org.jspecify.annotations.Nullable;

/**
 * How a violation can be repaired.
 *
 * @param kind {@code none} where a person has to investigate
 * @param context the context that would act; empty for none
 * @param peer the other context that it is about; empty for none
 * @param exchange the exchange whose messages are missing; empty for none
 */
public record RepairPlan(
        String kind, String context, String peer, String exchange, long from, long to, String description) {

    static final String NONE = "none";
    static final String REBUILD = "rebuild-view";

    /** Whether a context can do it without an investigation by a person. */
    public boolean isAutomatic() {
        return !kind.equals(NONE);
    }

    static RepairPlan none(String whatToCheck) {
        return new RepairPlan(NONE, "", "", "", 0, 0, whatToCheck);
    }

    static RepairPlan askAgain(String service) {
        return new RepairPlan(
                "ask-again",
                "order",
                service,
                "",
                0,
                0,
                "the order context sends " + service
                        + " again what the order needs now; what is done already is only confirmed");
    }

    static RepairPlan rebuild() {
        return new RepairPlan(
                REBUILD,
                "desk",
                "",
                "",
                0,
                0,
                "the desk's views are rebuilt from all messages that the desk has received");
    }

    static RepairPlan republish(String publisher, String exchange, long from, long to) {
        return new RepairPlan(
                AuditedContext.Repair.SEND_AGAIN,
                publisher,
                "",
                exchange,
                from,
                to,
                publisher + " publishes again what was lost on " + exchange + ", number " + from
                        + (to > from ? " to " + to : "") + ", so that the messages that wait for it are handled");
    }

    /** The plan for a repair that a context has named for a finding in its own books. */
    static RepairPlan named(@Nullable String kind, String context) {
        if (kind == null) {
            return none("there is no automatic repair: compare the " + context
                    + " context's events with a backup and with the records of its partners");
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
                        "the order context starts the process again at the step that follows from the order's events, and"
                                + " repeats its requests to the services; recorded deadlines stay, even those that have passed";
                    case REBUILD -> "the views of " + context + " are rebuilt from its events";
                    case "ask-again" ->
                        "the order context repeats its requests to each service that it waits for; what is done already is"
                                + " only confirmed";
                    case "rebase-process" ->
                        "the order context moves the order's process to the newest version of its model, at the same place;"
                                + " nothing is sent, and recorded deadlines stay";
                    case "end-process" -> "the order context ends the process that should no longer run";
                    default -> context + " carries out " + kind;
                });
    }
}
