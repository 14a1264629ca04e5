package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.personal.PersonalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One context's own copy of what another one has published, in every version: event-carried state transfer. A published
 * version never changes, so those that were read stay in memory.
 */
public final class LocalCopies {

    private static final ObjectMapper JSON = PersonalJson.plain().build();
    private static final int REMEMBERED = 100_000;

    /** A version of a subject. */
    public record Version(String subject, long version) {}

    private final JdbcTemplate jdbc;
    private final String table;
    private final Map<Version, Object> remembered = new ConcurrentHashMap<>();

    public LocalCopies(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.table = schema + ".local_copy";
    }

    /** Stores a version, with the current transaction; storing it again changes nothing. */
    public void put(String subject, long version, Object message) {
        try {
            jdbc.update(
                    "insert into " + table + " (subject, version, data) values (?, ?, ?::jsonb) on conflict do nothing",
                    subject,
                    version,
                    JSON.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be copied: " + message, e);
        }
    }

    /** The newest version of each subject that is known, by subject; {@code type} is the class of a subject. */
    public <T> Map<String, T> newest(Collection<String> subjects, Function<String, Class<? extends T>> type) {
        Map<String, T> newest = new HashMap<>();
        jdbc.query(
                "select distinct on (subject) subject, data from " + table
                        + " where subject = any(?) order by subject, version desc",
                row -> {
                    String subject = row.getString(1);
                    newest.put(subject, read(row.getString(2), type.apply(subject)));
                },
                (Object) subjects.toArray(String[]::new));
        return newest;
    }

    /** These versions, as far as they are known already; {@code type} is the class of a subject. */
    @SuppressWarnings("unchecked") // the caller always reads a subject as the same class
    public <T> Map<Version, T> at(Collection<Version> versions, Function<String, Class<? extends T>> type) {
        Map<Version, T> found = new HashMap<>();
        List<Version> unknown = new ArrayList<>();
        for (Version version : versions) {
            Object known = remembered.get(version);
            if (known == null) {
                unknown.add(version);
            } else {
                found.put(version, (T) known);
            }
        }
        if (!unknown.isEmpty()) {
            found.putAll(load(unknown, type));
        }
        return found;
    }

    private <T> Map<Version, T> load(List<Version> versions, Function<String, Class<? extends T>> type) {
        Map<Version, T> loaded = new HashMap<>();
        jdbc.query(
                "select subject, version, data from " + table
                        + " where (subject, version) in (select * from unnest(?::text[], ?::bigint[]))",
                row -> {
                    String subject = row.getString(1);
                    loaded.put(new Version(subject, row.getLong(2)), read(row.getString(3), type.apply(subject)));
                },
                versions.stream().map(Version::subject).toArray(String[]::new),
                versions.stream().map(Version::version).toArray(Long[]::new));
        if (remembered.size() + loaded.size() > REMEMBERED) {
            remembered.clear();
        }
        remembered.putAll(loaded);
        return loaded;
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the local copy of a " + type.getSimpleName() + " is broken", e);
        }
    }
}
