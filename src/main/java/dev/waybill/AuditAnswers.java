package dev.waybill;

import dev.waybill.contract.desk.DeskAnswer.BooksMended;
import dev.waybill.contract.desk.DeskAnswer.BooksReported;
import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.desk.DeskAnswer.Expected;
import dev.waybill.contract.desk.DeskAnswer.Finding;
import dev.waybill.contract.desk.DeskAnswer.Standing;
import dev.waybill.contract.desk.DeskQuestion;
import dev.waybill.contract.desk.DeskQuestion.MendBooks;
import dev.waybill.contract.desk.DeskQuestion.ReportBooks;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.audit.AuditReport;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.AuditedContext.Mended;
import dev.waybill.platform.audit.AuditedContext.Repair;
import dev.waybill.platform.audit.ContextAudit;
import dev.waybill.platform.audit.SelfCheck;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Via;
import dev.waybill.platform.messaging.Questions;
import dev.waybill.platform.messaging.StuckQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers desk's questions about one context's books in the published language. */
final class AuditAnswers {

    private static final Logger log = LoggerFactory.getLogger(AuditAnswers.class);
    /** Of each kind per message. */
    private static final int LINES = 1_000;

    private static final Duration WORTH_ANSWERING = Duration.ofSeconds(30);

    /** Of what a question asks for; the desk asks for far less. */
    private static final int MOST = 10_000;

    private final ContextRuntime runtime;
    private final AuditedContext audited;
    private final ContextAudit audit;
    private final Questions questions;
    private final String context;

    AuditAnswers(ContextRuntime runtime, AuditedContext audited, List<SelfCheck> checks, Questions questions) {
        this.runtime = runtime;
        this.audited = audited;
        this.audit = new ContextAudit(runtime, audited, checks);
        this.questions = questions;
        this.context = runtime.name();
    }

    void answer(Object question) {
        switch ((DeskQuestion) question) {
            case ReportBooks report -> {
                if (report.of().contains(context) && isWorthIt(report) && isBounded(report)) {
                    report(report);
                }
            }
            case MendBooks mend -> {
                if (mend.context().equals(context)) {
                    mend(mend);
                }
            }
        }
    }

    /** The caller has not waited longer. */
    private boolean isWorthIt(ReportBooks question) {
        return question.askedAt().plus(WORTH_ANSWERING).isAfter(runtime.clock().instant());
    }

    private static boolean isBounded(ReportBooks question) {
        return question.most() >= 0
                && question.most() <= MOST
                && question.subjects().size() <= MOST;
    }

    private void report(ReportBooks asked) {
        Map<String, Long> queued = queued();
        AuditReport report = audit.report(
                asked.everything(),
                asked.since(),
                asked.most(),
                asked.turn() == null ? 0 : asked.turn(),
                asked.subjects());
        List<Entry> entries = entries(report);
        List<Finding> findings = findings(report);
        int parts = Math.max(1, (Math.max(entries.size(), findings.size()) + LINES - 1) / LINES);
        for (int part = 1; part <= parts; part++) {
            questions.send(
                    context,
                    asked.run(),
                    new BooksReported(
                            asked.run(),
                            context,
                            part,
                            parts,
                            part(part, findings),
                            queued,
                            part(part, entries),
                            report.turns()));
        }
    }

    private static <T> List<T> part(int part, List<T> all) {
        int from = Math.min(all.size(), (part - 1) * LINES);
        return all.subList(from, Math.min(all.size(), from + LINES));
    }

    /**
     * How many messages wait for the context, in the broker or with a consumer that does not get on; what it is asked itself
     * does not count.
     */
    private Map<String, Long> queued() {
        return Topology.QUEUES.stream()
                .filter(queue -> queue.context().equals(context))
                .filter(queue -> !queue.exchange().startsWith("desk."))
                .collect(Collectors.toMap(
                        Topology.Queue::exchange,
                        queue -> questions.waitingIn(queue.name())
                                + runtime.messaging().delayed(queue.name())));
    }

    private List<Finding> findings(AuditReport report) {
        Stream<Finding> own = report.violations().stream()
                .map(found -> new Finding(found.invariant(), found.subject(), found.detail(), found.repair()));
        Stream<Finding> stuck = runtime.messaging().stuck().stream().map(AuditAnswers::finding);
        return Stream.concat(own, stuck).toList();
    }

    /** What waits in a queue that is stuck is not lost, and nothing is wrong with its orders. */
    private static Finding finding(StuckQueue stuck) {
        return new Finding(
                "I8",
                stuck.queue(),
                "the consumer is stuck with %s since %s (%s); it holds %d messages, and others may wait behind them"
                        .formatted(stuck.message(), stuck.since(), stuck.cause(), stuck.held()),
                null);
    }

    private static List<Entry> entries(AuditReport report) {
        return report.subjects().stream()
                .filter(subject -> report.lanes().containsKey(subject)
                        || report.standings().containsKey(subject))
                .map(subject -> entry(subject, report))
                .toList();
    }

    private static Entry entry(String subject, AuditReport report) {
        var lane = report.lane(subject);
        return new Entry(
                subject,
                report.since(subject),
                standing(report.standings().get(subject)),
                lane.sent(),
                lane.received(),
                lane.unsent(),
                lane.early(),
                List.copyOf(lane.parked()));
    }

    private static @Nullable Standing standing(dev.waybill.platform.audit.@Nullable AuditEntry held) {
        if (held == null) {
            return null;
        }
        var expected = held.expected();
        return new Standing(
                held.status(),
                held.revision(),
                held.busy(),
                held.amounts(),
                held.pieces(),
                expected == null ? null : new Expected(expected.ended(), expected.statuses()));
    }

    private void mend(MendBooks asked) {
        Mended mended;
        var initiator = Initiator.of(CurrentInitiator.get().actor(), Via.REPAIR);
        try (var scope = CurrentInitiator.set(initiator)) {
            mended = runtime.transactions().in(() -> mended(asked));
        } catch (Rehearsal e) {
            mended = e.mended;
        } catch (RuntimeException e) {
            log.error("The repair {} of {} failed", asked.kind(), asked.subject(), e);
            mended = Mended.impossible("failed: " + e);
        }
        if (!asked.rehearsal()) {
            log.info("Repair {} of {}: {}", asked.kind(), asked.subject(), mended.detail());
        }
        questions.send(
                context, asked.repair(), new BooksMended(asked.repair(), context, mended.done(), mended.detail()));
    }

    private Mended mended(MendBooks asked) {
        runtime.transactions().current().because(Cause.of(asked.subject(), "repair:" + asked.repair()));
        Mended mended = audited.mend(
                new Repair(asked.kind(), asked.subject(), asked.peer(), asked.exchange(), asked.from(), asked.to()));
        if (asked.rehearsal()) {
            throw new Rehearsal(mended);
        }
        return mended;
    }

    /** Ends the transaction of a rehearsal, so that nothing of it stays. */
    private static final class Rehearsal extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Mended mended;

        Rehearsal(Mended mended) {
            super("a rehearsal changes nothing");
            this.mended = mended;
        }
    }
}
