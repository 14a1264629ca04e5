package dev.waybill.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import dev.waybill.platform.personal.PersonalFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Streams in PostgreSQL: versions without holes under concurrency, replays as of then, personal fields that can be
 * erased.
 */
class AggregatesTest {

    private static final String SCHEMA = "aggregates_test";

    sealed interface Counted {
        record Added(String by, int amount) implements Counted {}
    }

    record Total(long sum, String owner) {}

    private static final Decider<Total, Counted, Counted> DECIDER =
            new Decider<>(new Total(0, ""), (total, command) -> List.of(command), (total, event) -> switch (event) {
                case Counted.Added(var by, var amount) -> new Total(total.sum() + amount, by);
            });

    private JdbcTemplate jdbc;
    private Transactions transactions;
    private EventStoreFixture fixture;

    @BeforeEach
    void makeTables() {
        fixture = new EventStoreFixture(SCHEMA);
        jdbc = fixture.jdbc();
        transactions = fixture.transactions();
    }

    private Aggregates<Total, Counted, Counted> totals() {
        return totals(EventTypes.of(Counted.class));
    }

    private Aggregates<Total, Counted, Counted> totals(EventTypes<Counted> types) {
        return fixture.aggregates(
                "total", DECIDER, types, Total::owner, new PersonalFields(Map.of(Counted.Added.class, Set.of("by"))));
    }

    private void add(Aggregates<Total, Counted, Counted> totals, int amount) {
        transactions.run(() -> totals.handle("t", new Counted.Added("ada", amount)));
    }

    @Test
    void countsVersionsWithoutHolesWhenManyWriteAtOnce() {
        List<Aggregates<Total, Counted, Counted>> processes = List.of(totals(), totals());

        CompletableFuture.allOf(IntStream.range(0, 40)
                        .mapToObj(n -> CompletableFuture.runAsync(() -> add(processes.get(n % 2), 1)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(totals().find("t"))
                .hasValueSatisfying(total -> assertThat(total.sum()).isEqualTo(40));
        assertThat(totals().past().events("t").stream().map(RecordedEvent::version))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void showsTheStateAsOfAVersion() {
        add(totals(), 1);
        add(totals(), 10);

        assertThat(totals().past().at("t", 1))
                .hasValueSatisfying(total -> assertThat(total.sum()).isEqualTo(1));
        assertThat(totals().past().at("t", 0)).isEmpty();
        assertThat(totals().find("unknown")).isEmpty();
    }

    @Test
    void readsAndShowsWhatWasStoredInAnOlderSchemaVersionAsIfItWereOfToday() {
        add(totals(), 1);
        var today = totals(EventTypes.of(Counted.class)
                .upcast(
                        "Added",
                        1,
                        added -> added.put("amount", added.get("amount").asInt() * 100))
                .upcast(
                        "Added",
                        2,
                        added -> added.put("amount", added.get("amount").asInt() + 1)));
        add(today, 1_000);

        assertThat(today.find("t")).hasValue(new Total(1_101, "ada"));
        assertThat(today.past().events("t"))
                .extracting(
                        RecordedEvent::schemaVersion,
                        event -> event.data().get("amount").asInt())
                .containsExactly(tuple(3, 101), tuple(3, 1_000));
        assertThat(today.past().events("t").stream().map(today::typed))
                .containsExactly(new Counted.Added("ada", 101), new Counted.Added("ada", 1_000));
    }

    @Test
    void keepsNothingOfATransactionThatWasRolledBack() {
        Aggregates<Total, Counted, Counted> totals = totals();
        add(totals, 1);

        assertThatThrownBy(() -> transactions.run(() -> {
                    totals.handle("t", new Counted.Added("ada", 100));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        add(totals, 2);

        assertThat(totals.find("t"))
                .hasValueSatisfying(total -> assertThat(total.sum()).isEqualTo(3));
    }

    @Test
    void storesPersonalFieldsUnreadableAndShowsErasedOnceTheKeyIsGone() {
        add(totals(), 1);
        assertThat(jdbc.queryForObject("select data::text from " + SCHEMA + ".event", String.class))
                .contains("$personal")
                .doesNotContain("ada");
        assertThat(totals().find("t"))
                .hasValueSatisfying(total -> assertThat(total.owner()).isEqualTo("ada"));

        jdbc.update("delete from " + SCHEMA + ".personal_key");

        assertThat(totals().find("t")).hasValue(new Total(1, "erased"));
    }
}
