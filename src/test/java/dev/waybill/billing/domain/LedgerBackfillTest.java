package dev.waybill.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.billing.BillingDatabase;
import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.personal.PersonalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.springframework.jdbc.core.JdbcTemplate;

/** Data from before there was a ledger gets the postings that its events would have got. */
class LedgerBackfillTest {

    private static final ObjectMapper JSON = PersonalJson.plain().build();
    private static final int BILLS = 200;

    @Provide
    Arbitrary<List<List<BillHistories.Step>>> manyHistories() {
        return BillHistories.all().list().ofSize(BILLS);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void theMigrationPostsWhatTheEventsMean(@ForAll("manyHistories") List<List<BillHistories.Step>> histories) {
        DataSource database = TestDatabase.withSchema("billing");
        var jdbc = new JdbcTemplate(database);
        BillingDatabase.migrate(database, "101");
        Map<String, List<Posting>> expected = new LinkedHashMap<>();
        for (int bill = 0; bill < histories.size(); bill++) {
            String order = "bill-" + bill;
            List<BillEvent> events = eventsOf(histories.get(bill), order);
            store(jdbc, order, events);
            expected.put(order, postingsOf(events));
        }

        BillingDatabase.migrate(database, "latest");

        assertThat(expected.values())
                .anySatisfy(postings -> assertThat(postings).hasSizeGreaterThan(12));
        expected.forEach(
                (order, postings) -> assertThat(postings(jdbc, order)).as(order).isEqualTo(postings));
    }

    /** Documents are the order's own. */
    private static List<BillEvent> eventsOf(List<BillHistories.Step> history, String order) {
        List<BillEvent> all = new ArrayList<>();
        var billing = new BillingModel((command, events, after) -> all.addAll(events));
        history.forEach(step -> step.happenIn(billing));
        billing.comesToRest();
        return all.stream().map(event -> ofOrder(event, order)).toList();
    }

    private static BillEvent ofOrder(BillEvent event, String order) {
        try {
            String json = JSON.writeValueAsString(event).replaceAll("\"(o-\\d+|N-\\d+)\"", "\"" + order + "/$1\"");
            return JSON.readValue(json, event.getClass());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void store(JdbcTemplate jdbc, String order, List<BillEvent> events) {
        jdbc.update("insert into billing.stream (id, version) values (?, ?)", "bill/" + order, events.size());
        List<Object[]> rows = new ArrayList<>();
        for (BillEvent event : events) {
            rows.add(new Object[] {
                "bill/" + order,
                rows.size() + 1,
                event.getClass().getSimpleName(),
                JSON.valueToTree(event).toString()
            });
        }
        jdbc.batchUpdate(
                "insert into billing.event (stream, version, type, schema_version, data, occurred_at, causation_id,"
                        + " correlation_id) values (?, ?, ?, 1, ?::jsonb, now(), 'test', 'test')",
                rows);
    }

    private static List<Posting> postingsOf(List<BillEvent> events) {
        List<Posting> postings = new ArrayList<>();
        Bill bill = Bill.NONE;
        for (BillEvent event : events) {
            postings.addAll(Ledger.of(bill, event));
            bill = BillEvolution.evolve(bill, event);
        }
        return postings;
    }

    private static List<Posting> postings(JdbcTemplate jdbc, String order) {
        return jdbc.query(
                "select debit, credit, amount, document from billing.posting where order_id = ? order by position",
                (row, n) -> new Posting(
                        Account.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        Account.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                        row.getLong(3),
                        row.getString(4)),
                order);
    }
}
