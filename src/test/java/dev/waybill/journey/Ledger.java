package dev.waybill.journey;

import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.messaging.ParkedMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What became of messages, by the tables of the contexts whose queues got them. */
final class Ledger {

    private final JdbcTemplate jdbc;
    private final Map<String, ContextRuntime> contexts;
    private final List<ParkedMessage> parked = new ArrayList<>();
    /** Queue and the broker's message id. */
    private final Set<String> parkedRaw = new HashSet<>();
    /** Queue and the envelope's id; and queue, subject, publisher and number, which name a message too. */
    private final Set<String> kept = new HashSet<>();
    /** Context and the envelope's id. */
    private final Set<String> unordered = new HashSet<>();
    /** Context, subject and publisher: the last sequence that was handled. */
    private final Map<String, Long> handled = new HashMap<>();

    Ledger(JdbcTemplate jdbc, Map<String, ContextRuntime> contexts) {
        this.jdbc = jdbc;
        this.contexts = contexts;
        contexts.values().forEach(this::read);
    }

    private void read(ContextRuntime context) {
        String schema = context.schema();
        for (ParkedMessage message : context.lanes().parked(Integer.MAX_VALUE)) {
            parked.add(message);
            parkedRaw.add(
                    message.queue() + " " + message.headers().path("messageId").asText());
        }
        jdbc.query(
                "select queue, message_id, substr(lane, strpos(lane, '/') + 1), received_by, sequence from " + schema
                        + ".kept_message where lane is not null",
                row -> {
                    kept.add(row.getString(1) + " " + row.getString(2));
                    kept.add(number(row.getString(1), row.getString(3), row.getString(4), row.getLong(5)));
                });
        jdbc.query("select message_id from " + schema + ".inbox", row -> {
            unordered.add(context.name() + " " + row.getString(1));
        });
        jdbc.query(
                "select substr(id, strpos(id, '/') + 1), key, value::bigint from " + schema
                        + ".stream, json_each_text(received::json)",
                row -> {
                    handled.merge(
                            context.name() + " " + row.getString(1) + " " + row.getString(2),
                            row.getLong(3),
                            Math::max);
                });
    }

    /** The queues that got a message and have no outcome for it. */
    List<String> unaccounted(HostileMessage message) {
        return Topology.QUEUES.stream()
                .filter(queue -> queue.exchange().equals(message.exchange()))
                .filter(queue -> !queue.exchange().startsWith("desk.")) // answered or skipped, and kept nowhere
                .filter(queue -> !isAccounted(message, queue))
                .map(queue -> message + " in " + queue.name())
                .toList();
    }

    private boolean isAccounted(HostileMessage message, Topology.Queue queue) {
        long sequence = message.envelope().path("sequence").asLong();
        return parkedRaw.contains(queue.name() + " " + message.messageId())
                || kept.contains(queue.name() + " " + message.id())
                || kept.contains(number(queue.name(), message.subject(), message.publisher(), sequence))
                || unordered.contains(queue.context() + " " + message.id())
                || (sequence > 0
                        && handled.getOrDefault(
                                        queue.context() + " " + message.subject() + " " + message.publisher(), 0L)
                                >= sequence);
    }

    private static String number(String queue, String subject, String publisher, long sequence) {
        return String.join(" ", queue, subject, publisher, String.valueOf(sequence));
    }

    List<ParkedMessage> parked() {
        return parked;
    }

    List<ParkedMessage> withoutCause() {
        return parked.stream().filter(message -> message.cause().isBlank()).toList();
    }

    /** Held-back messages in which a text is readable in the database. */
    List<String> plain(String text) {
        List<String> found = new ArrayList<>();
        for (ContextRuntime context : contexts.values()) {
            found.addAll(jdbc.queryForList(
                    "select to_jsonb(k)::text from " + context.schema() + ".kept_message k"
                            + " where strpos(to_jsonb(k)::text, ?) > 0 limit 5",
                    String.class,
                    text));
        }
        return found;
    }
}
