package dev.waybill.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each event is stored with who has caused it. */
class InitiatorsTest {

    private static final String SCHEMA = "initiators_test";
    private static final Initiator ADA = Initiator.of("ada", Via.REST);
    private static final Initiator AGNES = Initiator.of("agnes", Via.DESK);

    sealed interface Counted {
        record Added(int amount) implements Counted {}
    }

    private JdbcTemplate jdbc;
    private EventLog log;
    private Transactions transactions;
    private Aggregates<Integer, Counted, Counted> totals;

    @BeforeEach
    void makeTables() {
        var fixture = new EventStoreFixture(SCHEMA);
        jdbc = fixture.jdbc();
        log = fixture.log();
        transactions = fixture.transactions();
        totals = fixture.aggregates(
                "total",
                new Decider<>(0, (total, command) -> List.of(command), (total, event) -> switch (event) {
                    case Counted.Added(var amount) -> total + amount;
                }),
                Counted.class);
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
        assertThat(log.after(LogPosition.START, 10).stream()
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
