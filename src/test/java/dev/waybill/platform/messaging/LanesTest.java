package dev.waybill.platform.messaging;

import static dev.waybill.platform.messaging.Notebook.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.messaging.Lanes.Outcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What cannot be handled is retried, then parked; its lane waits, and no other lane does. */
class LanesTest {

    private static final String SCHEMA = "lanes_test";

    private final Notebook notes = new Notebook(SCHEMA);

    /** As if the pauses were over. */
    private void retryUntilParked() {
        while (notes.jdbc.update("update " + SCHEMA + ".kept_message set retry_at = now() where retry_at is not null")
                > 0) {
            assertThat(notes.lanes().retry()).isTrue();
        }
    }

    private static long id(ParkedMessage message) {
        return Long.parseLong(message.id().substring("notes-".length()));
    }

    @Test
    void whatFailsIsTriedSixTimesInLongerAndLongerPausesAndThenParkedWithItsCause() {
        notes.failing.add(2);

        notes.deliver(note("a", 1), note("a", 2), note("a", 3), note("b", 1));

        assertThat(notes.numbers("a")).containsExactly(1);
        assertThat(notes.numbers("b")).containsExactly(1);
        assertThat(notes.lanes().parked(10)).isEmpty();
        assertThat(notes.lanes().retriedCount()).isEqualTo(1);

        notes.failures = 1; // it was also tried in the batch
        retryUntilParked();

        assertThat(notes.failures).isEqualTo(6);
        assertThat(notes.notified).containsExactly("parked a");
        assertThat(notes.lanes().parkedCount()).isEqualTo(1);
        ParkedMessage parked = notes.lanes().parked(10).getFirst();
        assertThat(parked.type()).isEqualTo("Noted");
        assertThat(parked.subject()).isEqualTo("a");
        assertThat(parked.sequence()).isEqualTo(2);
        assertThat(parked.cause()).isEqualTo("java.lang.IllegalArgumentException: cannot note 2");
        assertThat(parked.trace()).contains("Notebook.handle");
        assertThat(parked.attempts()).isEqualTo(6);
        assertThat(parked.firstFailedAt()).isBefore(parked.lastFailedAt());
        assertThat(parked.waitingBehind()).isEqualTo(1);
        assertThat(parked.headers().path("exchange").asText()).isEqualTo("notes");
        assertThat(parked.body().path("data").path("number").asInt()).isEqualTo(2);
    }

    /** A broker's own delivery limits do not count what a consumer gives back; this count is in the database. */
    @Test
    void attemptsAreCountedOnThroughRestarts() {
        notes.failing.add(1);
        notes.deliver(note("a", 1));
        for (int restart = 0; restart < 5; restart++) {
            notes.open();
            notes.deliver(note("a", 1)); // the broker may bring it again
            notes.jdbc.update("update " + SCHEMA + ".kept_message set retry_at = now()");
            assertThat(notes.lanes().retry()).isTrue();
        }

        assertThat(notes.lanes().parked(10)).extracting(ParkedMessage::attempts).containsExactly(6);
        assertThat(notes.failures).isEqualTo(6);
    }

    @Test
    void aPauseIsWaitedFor() {
        notes.failing.add(1);
        notes.deliver(note("a", 1));
        notes.jdbc.update("update " + SCHEMA + ".kept_message set retry_at = retry_at + interval '1 hour'");

        assertThat(notes.lanes().retry()).isFalse();
    }

    @Test
    void whatSucceedsInALaterAttemptLetsItsLaneGoOnInOrder() {
        notes.failing.add(1);
        notes.deliver(note("a", 1), note("a", 3), note("a", 2));
        notes.failing.clear();

        retryUntilParked();

        assertThat(notes.numbers("a")).containsExactly(1, 2, 3);
        assertThat(notes.held()).isZero();
        notes.deliver(note("a", 4));
        assertThat(notes.numbers("a")).containsExactly(1, 2, 3, 4);
    }

    /** The broker has no deliveries of them any more. */
    @Test
    void whatWaitedBehindIsHandledAlsoIfTheProcessEndsRightAfterTheFirst() {
        notes.failing.add(1);
        notes.deliver(note("a", 1), note("a", 2), note("a", 3));
        notes.failing.clear();
        notes.killedAt = 2;
        notes.jdbc.update("update " + SCHEMA + ".kept_message set retry_at = now() where retry_at is not null");
        assertThatThrownBy(notes.lanes()::retry).isInstanceOf(Notebook.Killed.class);
        assertThat(notes.numbers("a")).containsExactly(1);

        notes.killedAt = 0;
        notes.open();
        retryUntilParked();

        assertThat(notes.numbers("a")).containsExactly(1, 2, 3);
        assertThat(notes.held()).isZero();
    }

    @Test
    void whatComesAgainWhileItIsKeptIsNoFurtherAttempt() {
        notes.failing.add(1);
        notes.deliver(note("a", 1));
        notes.failing.clear();

        notes.deliver(note("a", 1));
        assertThat(notes.numbers("a")).isEmpty();
        retryUntilParked();

        assertThat(notes.numbers("a")).containsExactly(1);
        assertThat(notes.held()).isZero();
    }

    @Test
    void redrivingHandlesTheLaneInOrderAndSaysSo() {
        notes.failing.add(1);
        notes.deliver(note("a", 1), note("a", 2), note("a", 3));
        retryUntilParked();
        notes.failing.clear();
        long id = id(notes.lanes().parked(10).getFirst());

        assertThat(notes.lanes().redrive(id, "notes-1"))
                .hasValue(new Lanes.Result("notes-1", Outcome.HANDLED, null, 2, 0));

        assertThat(notes.numbers("a")).containsExactly(1, 2, 3);
        assertThat(notes.notified).containsExactly("parked a", "released a");
        assertThat(notes.held()).isZero();
        assertThat(notes.lanes().redrive(id, "notes-1")).isEmpty();
    }

    @Test
    void redrivingWhatStillFailsSaysSoAndKeepsItParked() {
        notes.failing.add(1);
        notes.deliver(note("a", 1), note("a", 2));
        retryUntilParked();
        notes.failing.add(2);
        long id = id(notes.lanes().parked(10).getFirst());

        assertThat(notes.lanes().redrive(id, "x"))
                .hasValue(new Lanes.Result(
                        "x", Outcome.PARKED, "java.lang.IllegalArgumentException: cannot note 1", 0, 1));

        assertThat(notes.lanes().parked(10).getFirst().attempts()).isEqualTo(7);
        notes.failing.remove(0);
        assertThat(notes.lanes().redrive(id, "x")).hasValue(new Lanes.Result("x", Outcome.HANDLED, null, 0, 1));
        assertThat(notes.lanes().retriedCount()).as("the one behind it").isEqualTo(1);
    }

    @Test
    void discardingLetsTheLaneGoOnAndRecordsWhy() {
        notes.failing.add(1);
        notes.deliver(note("a", 1), note("a", 2));
        retryUntilParked();
        long id = id(notes.lanes().parked(10).getFirst());

        assertThat(notes.lanes().discard(id, "x", "settled by phone", "olga"))
                .hasValue(new Lanes.Result("x", Outcome.DISCARDED, null, 1, 0));

        assertThat(notes.numbers("a")).containsExactly(2);
        assertThat(notes.notified).containsExactly("parked a", "released a");
        assertThat(notes.lanes().discarded(10)).satisfiesExactly(discarded -> {
            assertThat(discarded.reason()).isEqualTo("settled by phone");
            assertThat(discarded.discardedBy()).isEqualTo("olga");
            assertThat(discarded.cause()).contains("cannot note 1");
            assertThat(discarded.body().path("id").asText()).isEqualTo("a-1");
        });
        assertThat(notes.lanes().discard(id, "x", "again", "olga")).isEmpty();
        notes.deliver(note("a", 1), note("a", 3));
        assertThat(notes.numbers("a")).as("what was discarded stays so").containsExactly(2, 3);
    }

    @Test
    void aMessageOutsideOfAnyOrderIsParkedOnceAndCanBeDiscarded() {
        notes.failing.add(7);
        ObjectNode loose = note("a", 7);
        loose.remove("sequence");
        notes.deliver(loose, loose);
        notes.deliver(loose);
        retryUntilParked();
        assertThat(notes.lanes().parked(10)).hasSize(1);

        assertThat(notes.lanes().discard(id(notes.lanes().parked(10).getFirst()), "x", "not needed", "olga"))
                .isPresent();

        notes.failing.clear();
        notes.deliver(loose);
        assertThat(notes.numbers("a")).isEmpty();
    }

    @Test
    void contentThatIsNotWhatItsNamePromisesIsParkedAtItsTurnAndItsLaneWaits() {
        ObjectNode wrong = note("a", 2);
        wrong.putObject("data").put("number", "many");
        ObjectNode none = note("b", 1);
        none.putNull("data");

        notes.deliver(wrong, note("a", 3), note("a", 1), note("c", 1), none);

        assertThat(notes.numbers("a")).containsExactly(1);
        assertThat(notes.numbers("c")).containsExactly(1);
        assertThat(notes.lanes().parked(10))
                .satisfiesExactlyInAnyOrder(
                        message -> {
                            assertThat(message.subject()).isEqualTo("a");
                            assertThat(message.cause()).isEqualTo("is no Noted: number is no int");
                            assertThat(message.waitingBehind()).isEqualTo(1);
                        },
                        message -> assertThat(message.cause()).isEqualTo("has no data"));
    }

    @Test
    void whatIsNoMessageIsParkedAndTheQueueGoesOn() {
        ObjectNode nul = note("x", 1);
        nul.put("subject", "x\0y");
        ObjectNode endless = note("x", 1);
        endless.put("subject", "s".repeat(3_000));

        notes.deliver("no json", "{\"id\": \"x\"}", nul, endless, "[".repeat(100_000), note("a", 1));
        notes.deliver(
                new byte[] {(byte) 0xff, 0, 1},
                new byte[10 * 1024 * 1024],
                note("a", 2).toString().getBytes(StandardCharsets.UTF_8));

        assertThat(notes.numbers("a")).containsExactly(1, 2);
        assertThat(notes.lanes().parked(10))
                .extracting(ParkedMessage::cause)
                .satisfiesExactlyInAnyOrder(
                        cause -> assertThat(cause).startsWith("is no JSON: "),
                        cause -> assertThat(cause).startsWith("is no JSON: Document nesting depth"),
                        cause -> assertThat(cause).isEqualTo("has no text in \"source\""),
                        cause -> assertThat(cause).startsWith("has a \"subject\" of 3 characters"),
                        cause -> assertThat(cause).startsWith("has a \"subject\" of 3000 characters"),
                        cause -> assertThat(cause).isEqualTo("is no text in UTF-8"),
                        cause -> assertThat(cause).isEqualTo("has 10,485,760 bytes, and 1,048,576 are allowed"));
        for (ParkedMessage message : notes.lanes().parked(10)) {
            assertThat(notes.lanes().redrive(id(message), message.id()))
                    .hasValueSatisfying(result -> assertThat(result.outcome()).isEqualTo(Outcome.PARKED));
            assertThat(notes.lanes().discard(id(message), message.id(), "noise", "olga"))
                    .isPresent();
        }
        assertThat(notes.held()).isZero();
        assertThat(notes.lanes().discarded(10)).hasSize(7);
    }

    @Test
    void anUnknownNameIsPassedOverAndCounted() {
        ObjectNode unknown = note("a", 1);
        unknown.put("type", "Whispered");

        notes.deliver(unknown, note("a", 2));

        assertThat(notes.numbers("a")).containsExactly(2);
        assertThat(notes.held()).isZero();
    }

    @Test
    void aHookThatFailsAtAParkedMessageDoesNotKeepItFromBeingParked() {
        notes.failing.add(13);
        ObjectNode loose = note("a", 13);
        loose.remove("sequence");
        notes.deliver(loose);
        retryUntilParked();

        assertThat(notes.lanes().parkedCount()).isEqualTo(1);
        assertThat(notes.notified).containsExactly("parked a");
    }
}
