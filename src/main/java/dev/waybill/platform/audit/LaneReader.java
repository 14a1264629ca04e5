package dev.waybill.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.eventstore.StreamId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads from one context's heads, outbox and held messages how far the messages about subjects have come. */
final class LaneReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<HashMap<String, Long>> COUNTERS = new TypeReference<>() {};
    private static final int MOST_UNSENT = 20_000;

    private final JdbcTemplate jdbc;
    private final List<String> categories;
    private final String heads;
    private final String unsent;
    private final String kept;

    /** @param categories of the streams whose heads count messages */
    LaneReader(JdbcTemplate jdbc, String schema, List<String> categories) {
        this.jdbc = jdbc;
        this.categories = categories;
        this.heads = "select id, sent, received from " + schema + ".stream where id = any(?)"
                + " and (sent <> '{}' or received <> '{}')";
        this.unsent = "select exchange, message ->> 'subject', min((message ->> 'sequence')::bigint)"
                + " from (select exchange, messages, body::jsonb as body from " + schema
                + ".outbox order by position limit " + MOST_UNSENT + ") waiting, jsonb_array_elements("
                + "case messages when 1 then jsonb_build_array(body) else body end) message group by 1, 2";
        this.kept = "select lane, received_by, sequence, cause is not null from " + schema + ".kept_message"
                + " where lane is not null and sequence is not null";
    }

    /** The lanes of these subjects; those without any message are left out. */
    Map<String, Lane> of(Set<String> subjects) {
        Map<String, Lane> lanes = new HashMap<>();
        jdbc.query(
                heads,
                row -> {
                    lanes.computeIfAbsent(StreamId.parse(row.getString(1)).id(), id -> Lane.empty())
                            .add(counters(row.getString(2)), counters(row.getString(3)));
                },
                (Object) streams(categories, subjects));
        jdbc.query(unsent, row -> {
            Lane lane = lanes.get(row.getString(2));
            if (lane != null) {
                lane.unsent().merge(row.getString(1), row.getLong(3), Math::min);
            }
        });
        jdbc.query(kept, row -> {
            Lane lane = lanes.get(StreamId.parse(row.getString(1)).id());
            if (lane != null) {
                lane.keeps(row.getString(2), row.getLong(3), row.getBoolean(4));
            }
        });
        return lanes;
    }

    static String[] streams(List<String> categories, Collection<String> subjects) {
        return categories.stream()
                .flatMap(category -> subjects.stream().map(subject -> category + "/" + subject))
                .toArray(String[]::new);
    }

    private static Map<String, Long> counters(String json) {
        try {
            return JSON.readValue(json, COUNTERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the head of a stream holds broken JSON: " + json, e);
        }
    }
}
