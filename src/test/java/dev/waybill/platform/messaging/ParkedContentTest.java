package dev.waybill.platform.messaging;

import static dev.waybill.platform.messaging.Notebook.addressed;
import static dev.waybill.platform.messaging.Notebook.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.messaging.Lanes.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever arrives can be parked, nothing of it lies in plain text, and operators can read it until its customer is
 * erased.
 */
class ParkedContentTest {

    private static final String SCHEMA = "parked_content_test";
    private static final String SECRET = "Ada Lovelace";

    private final Notebook notes = new Notebook(SCHEMA);

    private ParkedMessage onlyParked() {
        assertThat(notes.lanes().parked(10)).hasSize(1);
        return notes.lanes().parked(10).getFirst();
    }

    /** All that is stored about held and discarded messages, as anyone with the database sees it. */
    private String stored() {
        return notes.jdbc
                        .queryForList("select to_jsonb(k)::text from " + SCHEMA + ".kept_message k", String.class)
                        .toString()
                + notes.jdbc.queryForList(
                        "select to_jsonb(k)::text from " + SCHEMA + ".discarded_message k", String.class);
    }

    private static long id(ParkedMessage message) {
        return Long.parseLong(message.id().substring("notes-".length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"customerId\": 17}",
                "{\"customerId\": null}",
                "{\"customerId\": \"\"}",
                "{\"customerId\": [\"ada\"]}",
                "{\"customerId\": \"\\u0000\"}",
                "{\"customerId\": \"\\ud800\"}",
                "{\"customerId\": \"a\\u0007b\"}"
            })
    void personalDataOfNoCustomerIsParkedAndReadable(String data) throws Exception {
        ObjectNode content = (ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(data);
        content.put("subject", "a").put("name", SECRET);
        notes.failing.add(Notebook.ADDRESSED);
        ObjectNode message = addressed("a", Map.of());
        message.set("data", content);

        notes.deliver(message, note("b", 1));
        while (notes.jdbc.update("update " + SCHEMA + ".kept_message set retry_at = now() where retry_at is not null")
                > 0) {
            notes.lanes().retry();
        }

        assertThat(notes.numbers("b")).containsExactly(1);
        assertThat(onlyParked().body().path("data").toString()).contains(SECRET);
        assertThat(onlyParked().headers().path("exchange").asText()).isEqualTo("notes");
        assertThat(stored()).doesNotContain("Lovelace").doesNotContain("exchange");
    }

    @Test
    void aMistypedMessageIsEncryptedWholeAndItsCauseHoldsNothingOfIt() {
        notes.deliver(addressed("a", Map.of("subject", "a", "customerId", "ada", "name", List.of(SECRET))));

        assertThat(onlyParked().cause()).isEqualTo("is no Addressed: name is no String");
        assertThat(onlyParked().body().at("/data/name/0").asText()).isEqualTo(SECRET);
        assertThat(stored()).doesNotContain("Lovelace");
        assertErasable("ada");
    }

    @Test
    void aWrongSourceIsParkedAtOnceOutsideOfAllLanes() {
        ObjectNode foreign = addressed("a", Map.of("subject", "a", "customerId", "ada", "name", SECRET))
                .put("source", "elsewhere")
                .put("sequence", 7);

        notes.deliver(foreign);

        assertThat(onlyParked().cause()).isEqualTo("has another source than test, which alone may send by note.events");
        assertThat(onlyParked().type()).isEqualTo("Addressed");
        assertThat(stored()).doesNotContain("Lovelace");
        assertErasable("ada");
    }

    @Test
    void anotherSubjectThanThatOfTheDataIsParked() {
        notes.deliver(addressed("a", Map.of("subject", "b", "customerId", "ada", "name", SECRET)));

        assertThat(onlyParked().cause()).isEqualTo("has another subject than what its data is about");
    }

    @Test
    void whatIsCutOffInTheMiddleBelongsToTheCustomerWhomItNames() {
        String whole = addressed("a", Map.of("customerId", "ada")).toString();
        String cut = whole.substring(0, whole.indexOf("\"ada\"") + 5) + ", \"name\": \"" + SECRET;

        notes.deliver(cut.getBytes(StandardCharsets.UTF_8));

        assertThat(onlyParked().cause()).startsWith("is no JSON: ").doesNotContain("Lovelace");
        assertThat(onlyParked().body().asText()).isEqualTo(cut);
        assertThat(stored()).doesNotContain("Lovelace");
        assertErasable("ada");
    }

    @Test
    void whatNamesTwoCustomersIsGoneWithEitherOfThem() {
        String both = "[{\"customerId\": \"ada\", \"name\": \"%s\"}, {\"customerId\": \"bob\"}]".formatted(SECRET);
        for (String erased : List.of("ada", "bob")) {
            notes.deliver(both.replace("ada", erased + "-1").replace("bob", erased + "-2"));
            assertThat(onlyParked().body().at("/0/name").asText()).isEqualTo(SECRET);
            assertErasable(erased + (erased.equals("ada") ? "-1" : "-2"));
            assertThat(notes.lanes().discard(id(onlyParked()), "x", "seen", "olga"))
                    .isPresent();
        }
    }

    @Test
    void whatNamesACrowdIsParkedWithoutItsContent() {
        notes.deliver("[%s]".formatted("{\"customerId\": \"c-%d\"},".repeat(7).formatted(1, 2, 3, 4, 5, 6, 7) + "1"));

        assertThat(onlyParked().body().asText()).isEqualTo("not stored: it names more than 5 owners of personal data");
    }

    private void assertErasable(String customer) {
        notes.erase(customer);
        ParkedMessage parked = onlyParked();
        assertThat(parked.body().toString()).doesNotContain("Lovelace").contains("erased");
        assertThat(parked.headers()).isEmpty();
        assertThat(notes.lanes().redrive(id(parked), "x"))
                .hasValueSatisfying(result -> assertThat(result.outcome()).isEqualTo(Outcome.PARKED));
        assertThat(onlyParked().attempts()).isGreaterThan(1);
    }

    @Test
    void noCustomerCanEraseWhatBelongsToTheContext() {
        notes.deliver("no json of " + SECRET);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> notes.erase(""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(onlyParked().body().asText()).contains(SECRET);
    }

    /** A customer may name an attribute like that; it is no token. */
    @Test
    void whatLooksLikeOurOwnMarksIsNotTakenForThem() {
        notes.failing.add(Notebook.ADDRESSED);
        var data = Map.of("subject", "a", "customerId", "ada", "name", "Ada", "more", Map.of("$personal", "made up"));
        notes.deliver(addressed("a", data));
        ObjectNode unknown = note("b", 2).put("type", "Whispered");
        unknown.putObject("data").putObject("$sealed").put("layers", 9).put("$sealed", "x");
        notes.deliver(unknown);

        List<EarlyMessage> early = notes.lanes().early(10);
        assertThat(early).hasSize(1);
        assertThat(notes.jdbc.update("update " + SCHEMA + ".kept_message set parked_at = now()"))
                .isEqualTo(2);
        assertThat(notes.lanes().parked(10))
                .extracting(message -> message.body().at("/data/more/$personal").asText())
                .contains("made up");
    }

    @Test
    void whatCannotBeWrittenAsJsonIsShownAsText() {
        notes.deliver("{\"id\": \"\\ud800\", \"n\": 1e999999999}");

        JsonNode body = onlyParked().body();
        assertThat(body.isTextual()).isTrue();
        assertThat(body.asText()).contains("\\ud800");
    }

    @Test
    void earlyMessagesSayWhatTheyWaitFor() {
        notes.failing.add(1);
        notes.deliver(note("a", 3), note("b", 1), note("b", 2));
        assertThat(notes.lanes().early(10))
                .extracting(
                        EarlyMessage::subject,
                        message -> message.waitsFor().sequence(),
                        message -> message.waitsFor().state())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a", 1L, "MISSING"),
                        org.assertj.core.groups.Tuple.tuple("b", 1L, "RETRIED"));

        while (notes.jdbc.update("update " + SCHEMA + ".kept_message set retry_at = now() where retry_at is not null")
                > 0) {
            notes.lanes().retry();
        }

        assertThat(notes.lanes().early(10))
                .filteredOn(message -> message.subject().equals("b"))
                .satisfiesExactly(message -> {
                    assertThat(message.id()).startsWith("notes-");
                    assertThat(message.context()).isEqualTo("notes");
                    assertThat(message.queue()).isEqualTo("notes");
                    assertThat(message.type()).isEqualTo("Noted");
                    assertThat(message.source()).isEqualTo("test");
                    assertThat(message.sequence()).isEqualTo(2);
                    assertThat(message.waitsFor())
                            .isEqualTo(new EarlyMessage.WaitsFor(
                                    "test", 1, "PARKED", onlyParked().id()));
                });
        assertThat(notes.lanes().earlyCount(java.time.Duration.ZERO)).isEqualTo(2);
        assertThat(notes.lanes().earlyCount(java.time.Duration.ofHours(1))).isZero();
    }
}
