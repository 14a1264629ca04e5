package dev.waybill.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.docs.ReadmeExample;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.LoggedEvent;
import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The README's example. */
class ReadmeTest {

    private static final String SCHEMA = "projection_readme";

    sealed interface Counted {
        record Added(int amount) implements Counted {}
    }

    private static final Decider<Long, Counted, Counted> COUNTER =
            Decider.ofDecided(0L, (sum, event) -> sum + ((Counted.Added) event).amount());

    // readme
    record EventCounts(JdbcTemplate jdbc) implements Projection {

        @Override
        public String name() {
            return "event-counts";
        }

        @Override
        public List<String> tables() {
            return List.of("event_count");
        }

        @Override
        public void apply(List<LoggedEvent> events, UnaryOperator<String> table) {
            String upsert = "insert into " + table.apply("event_count") + " as c values (?, 1)"
                    + " on conflict (stream) do update set events = c.events + 1";
            events.forEach(event -> jdbc.update(upsert, event.event().stream().toString()));
        }
    }
    // end

    @Test
    void followsAndIsRebuilt() {
        var fixture = new EventStoreFixture(SCHEMA);
        var jdbc = fixture.jdbc();
        var store = fixture.store();
        var transactions = fixture.transactions();
        Aggregates<Long, Counted, Counted> counters = fixture.aggregates("counter", COUNTER, Counted.class);
        jdbc.execute("create table " + SCHEMA + ".event_count (stream text primary key, events int not null)");

        // readme
        var counts = new ProjectionRunner(
                new EventCounts(jdbc), jdbc, SCHEMA, fixture.log(), transactions, Clock.systemUTC());
        store.afterEachCommit(counts.thread()::wake);
        counts.thread().start();

        transactions.run(() -> counters.handle("c", new Counted.Added(3)));
        counts.awaitNow(); // a reader sees what was written before
        counts.rebuild(); // from the first event, while it is read
        // end

        Awaitility.await()
                .until(() ->
                        counts.state().rebuiltTo() == null && counts.state().rebuilt() != null);
        counts.thread().stop();
        assertThat(jdbc.queryForObject("select events from " + SCHEMA + ".event_count", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void isWhatTheReadmeShows() throws Exception {
        ReadmeExample.isShown(ReadmeTest.class);
    }
}
