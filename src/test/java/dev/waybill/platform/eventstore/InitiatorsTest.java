package dev.waybill.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.TestKeys;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Each event is stored with who has caused it. */
class InitiatorsTest {

    private static final String SCHEMA = "initiators_test";
    private static final Initiator ADA = Initiator.of("ada", Via.REST);
    private static final Initiator AGNES = Initiator.of("agnes", Via.DESK);

    sealed interface Counted {
        record Added(int amount) implements Counted {}
    }

    private JdbcTemplate jdbc;
    private EventStore store;
    private Transactions transactions;
    private Aggregates<Integer, Counted, Counted> totals;

    @BeforeEach
    void makeTables() {
        var database = TestDatabase.withSchema(SCHEMA);
        jdbc = new JdbcTemplate(database);
        store = new EventStore(jdbc, SCHEMA, PersonalJson.plain().build());
        transactions =
                new Transactions(new DataSourceTransactionManager(database), new ConcurrencyLimit(), jdbc, SCHEMA);
        totals = new Aggregates<>(
                "total",
                new Decider<>(0, (total, command) -> List.of(command), (total, event) -> switch (event) {
                    case Counted.Added(var amount) -> total + amount;
                }),
                EventTypes.of(Counted.class),
                total -> null,
                store,
                transactions,
                new PersonalJson(TestKeys.in(jdbc, SCHEMA), PersonalFields.none()),
                Clock.systemUTC());
    }

    private void add(String id) {
        totals.handle(id, new Counted.Added(1));
    }

    private List<Initiator> initiators(String id) {
        return totals.past().events(id).stream().map(RecordedEvent::initiator).toList();
    }

    @Test
    void anEventIsOfTheOneWhoseScopeItIsRecordedIn() {
        transactions.run(() -> {
            add("t");
            try (var outer = CurrentInitiator.set(ADA)) {
                add("t");
                try (var inner = CurrentInitiator.set(AGNES)) {
                    add("t");
                }
                add("t");
            }
            add("t");
        });

        assertThat(initiators("t")).containsExactly(Initiator.SYSTEM, ADA, AGNES, ADA, Initiator.SYSTEM);
        assertThat(new EventLog(jdbc, SCHEMA, store)
                        .after(LogPosition.START, 10).stream()
                                .map(logged -> logged.event().initiator()))
                .containsExactly(Initiator.SYSTEM, ADA, AGNES, ADA, Initiator.SYSTEM);
    }

    @Test
    void ofAnEventThatAnEarlierReleaseHasStoredItIsUnknown() {
        transactions.run(() -> add("t"));
        jdbc.update("update " + SCHEMA + ".event set actor = null, via = null");

        assertThat(initiators("t")).containsExactly(Initiator.UNKNOWN);
    }

    @Test
    void aWayThatALaterReleaseHasStoredIsReadAsItIs() {
        transactions.run(() -> add("t"));
        jdbc.update("update " + SCHEMA + ".event set via = 'ORACLE'");

        assertThat(initiators("t")).containsExactly(new Initiator(null, "ORACLE"));
    }

    /** The thread of another request may run it. */
    @Test
    void aRequestThatSharesATransactionKeepsItsOwn() {
        var shared = new SharedTransactions(
                transactions, bodies -> CompletableFuture.runAsync(bodies).join());

        try (var scope = CurrentInitiator.set(ADA)) {
            assertThat(shared.in(CurrentInitiator::get)).isEqualTo(ADA);
        }
        assertThat(shared.in(CurrentInitiator::get)).isEqualTo(Initiator.SYSTEM);
    }
}
