package dev.waybill.desk.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.desk.DeskAnswer.BooksMended;
import dev.waybill.contract.desk.DeskQuestion.MendBooks;
import dev.waybill.platform.personal.PersonalJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who requested which repair, and its outcome. */
public final class RepairLog {

    private static final ObjectMapper JSON = PersonalJson.plain().build();
    private static final String COLUMNS = "select id, violation_id, invariant, subject, violation, kind, context,"
            + " description, asked_by, asked_at, answered_at, done, outcome from desk.repair";

    private final JdbcTemplate jdbc;

    public RepairLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The repair with that id. */
    Repair get(String id) {
        return jdbc.query(COLUMNS + " where id = ?", RepairLog::repair, id).getFirst();
    }

    /** The newest repairs. */
    List<Repair> newest(int limit) {
        return jdbc.query(COLUMNS + " order by asked_at desc, id limit ?", RepairLog::repair, limit);
    }

    /** A repair and the user who requested it. */
    record Request(MendBooks command, String user) {}

    /** Repairs that were requested a while ago and have not been answered. */
    List<Request> unanswered() {
        return jdbc.query(
                "select command, asked_by from desk.repair where answered_at is null"
                        + " and asked_at < now() - interval '10 seconds' order by random() limit 20",
                (row, n) -> new Request(read(row.getString(1)), row.getString(2)));
    }

    /** The id of the repair of a violation that has not been answered yet, if there is one. */
    Optional<String> inProgress(String violationId) {
        return jdbc
                .queryForList(
                        "select id from desk.repair where violation_id = ? and answered_at is null",
                        String.class,
                        violationId)
                .stream()
                .findFirst();
    }

    /** Records a repair before it is requested. */
    void requested(Violation violation, MendBooks command, String user, Instant now) {
        jdbc.update(
                "insert into desk.repair (id, violation_id, invariant, subject, violation, kind, context,"
                        + " description, command, asked_by, asked_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing",
                command.repair(),
                violation.id(),
                violation.invariant(),
                violation.subject(),
                violation.detail(),
                command.kind(),
                command.context(),
                violation.repair().description(),
                write(command),
                user,
                Violations.utc(now));
    }

    /** Records the outcome of a repair, once. */
    void answered(BooksMended mended, Instant now) {
        jdbc.update(
                "update desk.repair set answered_at = ?, done = ?, outcome = ?"
                        + " where id = ? and answered_at is null",
                Violations.utc(now),
                mended.done(),
                mended.detail(),
                mended.repair());
    }

    private static Repair repair(ResultSet row, int number) throws SQLException {
        OffsetDateTime answered = row.getObject(11, OffsetDateTime.class);
        @Nullable Boolean done = row.getObject(12, Boolean.class);
        return new Repair(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                answered == null ? null : answered.toInstant(),
                done,
                row.getString(13));
    }

    private static String write(MendBooks command) {
        try {
            return JSON.writeValueAsString(command);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the command cannot be written as JSON: " + command, e);
        }
    }

    private static MendBooks read(String command) {
        try {
            return JSON.readValue(command, MendBooks.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored command of a repair is not readable JSON", e);
        }
    }
}
