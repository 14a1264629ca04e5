package dev.waybill.desk.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.desk.DeskAnswer.Expected;
import dev.waybill.contract.desk.DeskAnswer.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which books are compared, what they have to hold of an order, which messages are in flight and which are lost. */
class ComparisonTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String ID = "order-1";

    private final Map<String, AuditResult> books = new HashMap<>();

    private void has(String context, Entry entry) {
        books.put(context, new AuditResult(context, List.of(), Map.of(), Map.of(entry.subject(), entry), 1));
    }

    private static Entry entry(@Nullable Standing standing, Map<String, Long> sent, Map<String, Long> received) {
        return new Entry(ID, NOON, standing, sent, received, Map.of(), Map.of(), List.of());
    }

    private static Standing order(String status) {
        return new Standing(
                status,
                1,
                false,
                Map.of("captured", 0L, "refunded", 0L, "total", 100L),
                Map.of("LAMP", 1L),
                new Expected(status.equals("CANCELLED"), Map.of("inventory", List.of("NONE", "RELEASED"))));
    }

    private static Standing reservation(String phase, boolean busy) {
        return new Standing(phase, 1, busy, Map.of(), Map.of("LAMP", 1L), null);
    }

    private List<String> found() {
        return new Comparison(books)
                .disagreements().stream()
                        .map(one -> one.invariant() + " " + one.context() + " "
                                + one.repair().kind())
                        .toList();
    }

    /** The order has received one event of inventory. */
    private void commandsAndAnswers(String status, long sent, long received, String phase, long answered) {
        has(
                "order",
                entry(order(status), Map.of("inventory.commands", sent), Map.of("inventory>inventory.events", 1L)));
        has(
                "inventory",
                entry(
                        reservation(phase, false),
                        Map.of("inventory.events", answered),
                        Map.of("order>inventory.commands", received)));
    }

    @Test
    void booksThatKnowTheSameAreCompared() {
        commandsAndAnswers("CANCELLED", 2, 2, "RESERVED", 1);

        assertThat(found()).containsExactly("I6 inventory ask-again");
    }

    @Test
    void booksBetweenWhichACommandIsInFlightAreNotCompared() {
        commandsAndAnswers("CANCELLED", 2, 1, "RESERVED", 1);

        assertThat(found()).isEmpty();
    }

    @Test
    void booksBetweenWhichAnAnswerIsInFlightAreNotCompared() {
        commandsAndAnswers("RESERVED", 1, 1, "RELEASED", 2);

        assertThat(found()).isEmpty();
    }

    @Test
    void booksThatAreAboutToMoveAreNotCompared() {
        has("order", entry(order("CANCELLED"), Map.of(), Map.of()));
        has("inventory", entry(reservation("RESERVED", true), Map.of(), Map.of()));

        assertThat(found()).isEmpty();
    }

    @Test
    void aServiceThatHoldsSomethingForAnUnknownOrderIsFound() {
        has("order", entry(null, Map.of(), Map.of()));
        has("inventory", entry(reservation("RESERVED", false), Map.of(), Map.of("order>inventory.commands", 1L)));

        assertThat(found()).containsExactly("I1 order none");
    }

    @Test
    void aStatusThatThisReleaseDoesNotKnowIsShownAsItIs() {
        has("order", entry(order("PARCEL_LOST"), Map.of(), Map.of()));
        has("inventory", entry(reservation("MISPLACED", false), Map.of(), Map.of()));

        assertThat(new Comparison(books).disagreements())
                .singleElement()
                .satisfies(found ->
                        assertThat(found.detail()).startsWith("the order is PARCEL_LOST; inventory has MISPLACED"));
    }

    @Test
    void aServiceOfWhichTheOrderExpectsNothingNowMayDiffer() {
        var changed = new Standing("INVOICED", 2, false, Map.of(), Map.of("LAMP", 5L), new Expected(false, Map.of()));
        has("order", entry(changed, Map.of(), Map.of()));
        has("inventory", entry(reservation("RESERVED", false), Map.of(), Map.of()));

        assertThat(found()).isEmpty();
    }

    @Test
    void anOrderOfAnEarlierReleaseThatExpectsNothingAgreesWithEveryStatus() {
        var silent = new Standing("RESERVED", 1, false, Map.of(), Map.of("LAMP", 1L), null);
        has("order", entry(silent, Map.of(), Map.of()));
        has("inventory", entry(reservation("WAITING", false), Map.of(), Map.of()));

        assertThat(found()).isEmpty();
    }

    @Test
    void aMessageThatIsInTheOutboxOrParkedIsNotInFlight() {
        has("order", entry(order("PLACED"), Map.of("billing.commands", 1L), Map.of()));
        has("billing", entry(null, Map.of(), Map.of()));
        assertThat(InFlightMessages.in(books)).hasSize(1);

        has("order", unsent(1));
        assertThat(InFlightMessages.in(books)).isEmpty();

        has("order", entry(order("PLACED"), Map.of("billing.commands", 1L), Map.of()));
        has(
                "billing",
                new Entry(ID, NOON, null, Map.of(), Map.of(), Map.of(), Map.of(), List.of("order>billing.commands")));
        assertThat(InFlightMessages.in(books)).isEmpty();
    }

    @Test
    void onlyTheMissingMessagesAreLost() {
        has("order", unsent(6));
        has(
                "billing",
                new Entry(
                        ID,
                        NOON,
                        null,
                        Map.of(),
                        Map.of("order>billing.commands", 1L),
                        Map.of(),
                        Map.of("order>billing.commands", 4L),
                        List.of()));

        assertThat(InFlightMessages.lost(InFlightMessages.in(books)))
                .singleElement()
                .satisfies(lost -> assertThat(lost.detail()).contains("messages 2 to 3 are in no outbox"))
                .satisfies(lost -> assertThat(lost.repair().from()).isEqualTo(2))
                .satisfies(lost -> assertThat(lost.repair().to()).isEqualTo(3));
    }

    private static Entry unsent(long first) {
        return new Entry(
                ID,
                NOON,
                order("PLACED"),
                Map.of("billing.commands", 6L),
                Map.of(),
                Map.of("billing.commands", first),
                Map.of(),
                List.of());
    }
}
