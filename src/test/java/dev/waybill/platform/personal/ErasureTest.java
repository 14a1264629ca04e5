package dev.waybill.platform.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.embedded.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys that two processes use side by side, one of which destroys one. */
class ErasureTest {

    private static final String SCHEMA = "erasure_test";

    record Letter(String to, Map<String, String> lines, String stamp) {}

    private static final Letter LETTER = new Letter("Ada", Map.of("first", "Dear Ada"), "60");

    private PersonalJson here;
    private PersonalJson there;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void makeTables() {
        var database = TestDatabase.withSchema(SCHEMA);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        jdbc = new JdbcTemplate(database);
        here = process(jdbc);
        there = process(jdbc);
    }

    private static PersonalJson process(JdbcTemplate jdbc) {
        return new PersonalJson(
                TestKeys.in(jdbc, SCHEMA), new PersonalFields(Map.of(Letter.class, Set.of("to", "lines"))));
    }

    @Test
    void whatWasWrittenBeforeAndAfterReadsErasedAndTheRestStays() {
        JsonNode before = write(here, "ada");

        assertThat(erase(here, "ada")).isTrue();
        assertThat(erase(here, "ada")).as("again").isFalse();

        var erased = new Letter("erased", Map.of("first", "erased"), "60");
        assertThat(here.read(before, Letter.class)).isEqualTo(erased);
        assertThat(here.read(write(here, "ada"), Letter.class)).isEqualTo(erased);
        assertThat(here.read(write(here, "bob"), Letter.class)).as("others").isEqualTo(LETTER);
    }

    @Test
    void anOwnerIsTheSameHoweverTheirIdIsTyped() {
        JsonNode before = write(here, "Zo\u00eb");
        JsonNode beside = write(there, " Zoe\u0308\u00a0");

        assertThat(erase(here, "\tZoe\u0308")).isTrue();
        assertThat(erase(here, "Zo\u00eb ")).as("again").isFalse();

        there.lookForErasures();
        assertThat(here.read(before, Letter.class).to()).isEqualTo("erased");
        assertThat(there.read(beside, Letter.class).to()).isEqualTo("erased");
        assertThat(here.mustForget(" Zo\u00eb")).isTrue();
    }

    @Test
    void whatBelongsToNoCustomerIsNotErasedByAnIdOfBlanks() {
        assertThatThrownBy(() -> erase(here, " \u200b")).hasMessageContaining("names no customer");
    }

    /** Keys of releases that took " ada" and "ada" for two customers. */
    @Test
    void keysOfOwnersThatAreOneNowAreFoundAndDestroyed() {
        List<String> owners = List.of("ada", " ada", " bob", "  bob", " cy ");
        List<JsonNode> letters = new ArrayList<>();
        for (int n = 0; n < owners.size(); n++) {
            letters.add(write(here, "owner " + n));
            jdbc.update(
                    "update " + SCHEMA + ".personal_key set owner = ? where owner = ?", owners.get(n), "owner " + n);
        }

        migrateAgain();

        assertThat(jdbc.queryForList("select owner from " + SCHEMA + ".personal_key", String.class))
                .containsExactlyInAnyOrder("ada", " ada", "bob", " bob", "cy");
        PersonalJson newer = process(jdbc);
        owners.forEach(owner -> erase(newer, owner));
        assertThat(letters)
                .allSatisfy(letter ->
                        assertThat(newer.read(letter, Letter.class).to()).isEqualTo("erased"));
    }

    private void migrateAgain() {
        jdbc.execute("drop function " + SCHEMA + ".comparable_text");
        jdbc.update("delete from " + SCHEMA + ".flyway_schema_history where script = 'V9__comparable_texts.sql'");
        TestDatabase.migrate(SCHEMA);
    }

    @Test
    void anOwnerIsErasedWhoWasNeverSeenBefore() {
        assertThat(erase(here, "ada")).isTrue();

        assertThat(write(here, "ada").toString()).doesNotContain("Ada");
        assertThat(transaction.<Boolean>execute(status -> here.isErased("ada"))).isTrue();
        assertThat(transaction.<Boolean>execute(status -> there.isErased("ada")))
                .isTrue();
    }

    @Test
    void anotherProcessForgetsWhenItLooks() {
        JsonNode before = write(there, "ada");
        List<String> forgotten = new ArrayList<>();
        there.onErased(forgotten::add);

        erase(here, "ada");
        there.lookForErasures();

        assertThat(there.read(before, Letter.class).to()).isEqualTo("erased");
        assertThat(there.mustForget("ada")).isTrue();
        assertThat(forgotten).containsExactly("ada");
    }

    @Test
    void anErasureThatIsRolledBackErasesNothing() {
        JsonNode before = write(here, "ada");

        transaction.executeWithoutResult(status -> {
            here.erase("ada");
            status.setRollbackOnly();
        });

        assertThat(here.read(before, Letter.class)).isEqualTo(LETTER);
        assertThat(here.mustForget("ada")).isFalse();
    }

    @Test
    void anErasureWaitsForWhoeverIsTakingSomethingIn() throws Exception {
        write(there, "ada");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var taking = CompletableFuture.runAsync(
                    () -> transaction.executeWithoutResult(status -> {
                        assertThat(there.isErased("ada")).isFalse();
                        asked.countDown();
                        try {
                            assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }),
                    threads);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

            var erasing = CompletableFuture.supplyAsync(() -> erase(here, "ada"), threads);
            Awaitility.await()
                    .until(() -> jdbc.queryForObject(
                                    "select count(*) from pg_locks where not granted and locktype = 'transactionid'",
                                    Integer.class)
                            == 1);
            assertThat(erasing).isNotDone();

            mayEnd.countDown();
            taking.get(30, TimeUnit.SECONDS);
            assertThat(erasing.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private JsonNode write(PersonalJson process, String owner) {
        return transaction.execute(status -> process.write(LETTER, owner));
    }

    private boolean erase(PersonalJson process, String owner) {
        return Boolean.TRUE.equals(transaction.execute(status -> process.erase(owner)));
    }
}
