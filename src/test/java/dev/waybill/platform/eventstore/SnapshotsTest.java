package dev.waybill.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import dev.waybill.platform.personal.PersonalFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Long streams in PostgreSQL: a snapshot and the rest of the stream are the stream, at every version. */
class SnapshotsTest {

    private static final String SCHEMA = "snapshots_test";
    private static final int LONG = 5 * Snapshots.EVERY;

    sealed interface Moved {
        record In(String shelf, int pieces) implements Moved {}

        record Out(String shelf) implements Moved {}
    }

    record Shelf(int pieces, long moves) {}

    record Shelves(Map<String, Shelf> all, long moves) {}

    /** Whatever is moved moves the whole history of its shelf, so that no event can be left out or read twice unseen. */
    private static final Decider<Shelves, Moved, Moved> DECIDER = new Decider<>(
            new Shelves(Map.of(), 0), (shelves, command) -> List.of(command), (shelves, event) -> switch (event) {
                case Moved.In(var name, var pieces) -> moved(shelves, name, pieces);
                case Moved.Out(var name) -> moved(shelves, name, -1);
            });

    private static Shelves moved(Shelves before, String name, int pieces) {
        var all = new TreeMap<>(before.all());
        Shelf shelf = all.getOrDefault(name, new Shelf(0, 0));
        all.put(name, new Shelf(shelf.pieces() * 3 + pieces, shelf.moves() + 1));
        return new Shelves(all, before.moves() + 1);
    }

    private EventStoreFixture fixture;
    private JdbcTemplate jdbc;
    private Transactions transactions;

    @BeforeEach
    void makeTables() {
        fixture = new EventStoreFixture(SCHEMA);
        jdbc = fixture.jdbc();
        transactions = fixture.transactions();
    }

    /** As another process would: with nothing in its cache. */
    private Aggregates<Shelves, Moved, Moved> afterARestart(int formatVersion) {
        return aggregates(new SnapshotFormat<>(Shelves.class, formatVersion), PersonalFields.none());
    }

    private Aggregates<Shelves, Moved, Moved> aggregates(SnapshotFormat<Shelves> format, PersonalFields personal) {
        return fixture.aggregates("shelves", DECIDER, Moved.class, format, personal);
    }

    private static Moved random(Random random) {
        String shelf = "shelf-" + random.nextInt(4);
        return random.nextInt(3) == 0 ? new Moved.Out(shelf) : new Moved.In(shelf, random.nextInt(50));
    }

    /** The states after each event of a random history, which is written in transactions of different sizes. */
    private List<Shelves> history(Aggregates<Shelves, Moved, Moved> aggregates, int events) {
        var random = new Random(4);
        List<Shelves> states = new ArrayList<>();
        while (states.size() < events) {
            int together = Math.min(1 + random.nextInt(150), events - states.size());
            transactions.run(() -> IntStream.range(0, together)
                    .forEach(n ->
                            states.add(aggregates.handle("s", random(random)).state())));
        }
        return states;
    }

    private long snapshotVersion() {
        return jdbc.queryForObject("select coalesce(max(version), 0) from " + SCHEMA + ".snapshot", Long.class);
    }

    @Test
    void aSnapshotAndTheRestOfTheStreamAreTheWholeStreamAtEveryVersion() {
        List<Shelves> states = history(afterARestart(1), LONG + 37);
        assertThat(snapshotVersion()).isBetween(LONG - 1L * Snapshots.EVERY, LONG + 37L);

        var restarted = afterARestart(1);
        for (int version = 1; version <= states.size(); version++) {
            assertThat(restarted.past().at("s", version))
                    .as("as of %d", version)
                    .hasValue(states.get(version - 1));
        }
        assertThat(restarted.find("s")).hasValue(states.getLast());
        assertThat(restarted.past().at("s", 0)).isEmpty();
    }

    @Test
    void isReadInsteadOfTheEventsBeforeIt() {
        Shelves last = history(afterARestart(1), LONG).getLast();
        jdbc.update("delete from " + SCHEMA + ".event where version <= ?", snapshotVersion());

        assertThat(afterARestart(1).find("s")).hasValue(last);
        assertThat(afterARestart(1).findAll(List.of("s", "unknown"))).containsExactly(last);
        transactions.run(() -> assertThat(afterARestart(1).locked("s")).isEqualTo(last));
        transactions.run(() -> {
            var batch = afterARestart(1);
            batch.prefetch(List.of("s", "unknown"));
            assertThat(batch.locked("s")).isEqualTo(last);
        });
    }

    @Test
    void isTakenWithTheTransactionOnly() {
        var aggregates = afterARestart(1);
        assertThatThrownBy(() -> transactions.run(() -> {
                    IntStream.range(0, LONG).forEach(n -> aggregates.handle("s", new Moved.Out("a")));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(snapshotVersion()).isZero();
        assertThat(aggregates.find("s")).isEmpty();
    }

    @Test
    void aSnapshotInAnotherFormatIsIgnoredAndReplacedByTheNextCommand() {
        Shelves last = history(afterARestart(1), LONG).getLast();
        String select = "select format from " + SCHEMA + ".snapshot";
        String before = jdbc.queryForObject(select, String.class);
        jdbc.update("update " + SCHEMA + ".snapshot set data = '{}'");

        assertThat(afterARestart(2).find("s")).hasValue(last);
        transactions.run(() -> assertThat(afterARestart(2).locked("s")).isEqualTo(last));

        assertThat(jdbc.queryForObject(select, String.class)).isNotEqualTo(before);
        assertThat(afterARestart(2).find("s")).hasValue(last);
    }

    @Test
    void theShapeOfTheStateIsPartOfTheFormat() {
        record Other(int pieces, long moves, String more) {}
        record Others(Map<String, Other> all, long moves) {}

        assertThat(new SnapshotFormat<>(Shelves.class, 1).name())
                .isEqualTo("1 Shelves(all:Map<String,Shelf(pieces:int,moves:long)>,moves:long)");
        assertThat(new SnapshotFormat<>(Others.class, 1).name())
                .isNotEqualTo(new SnapshotFormat<>(Shelves.class, 1).name());
    }

    @Test
    void personalDataIsRefused() {
        var aggregates = aggregates(
                new SnapshotFormat<>(Shelves.class, 1), new PersonalFields(Map.of(Shelves.class, Set.of("all"))));

        assertThatThrownBy(() -> history(aggregates, Snapshots.EVERY)).hasStackTraceContaining("without an owner");
    }
}
