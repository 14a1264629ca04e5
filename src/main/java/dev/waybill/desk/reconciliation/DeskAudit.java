package dev.waybill.desk.reconciliation;

import dev.waybill.desk.view.Status;
import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The desk's own books: what its views show. They are busy while there are events that the views have not applied. */
public final class DeskAudit implements AuditedContext {

    private static final List<String> PUBLISHERS = List.of("ecommerce", "order", "billing", "inventory", "shipping");
    private static final String OPEN = "select order_id from desk.order_desk where " + Status.OPEN;
    private static final String UNREAD = "select distinct split_part(e.stream, '/', 2) from desk.projection p"
            + " join desk.event e on (e.transaction, e.position) > (p.transaction::text::xid8, p.position)"
            + " where p.name = 'desk'";
    private static final String SHOWN =
            "select order_id, status, since, not (" + Status.OPEN + ") from desk.order_desk where order_id = any(?)";

    private final JdbcTemplate jdbc;

    public DeskAudit(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String context() {
        return "desk";
    }

    @Override
    public List<String> categories() {
        return PUBLISHERS;
    }

    @Override
    public Collection<String> open() {
        return jdbc.queryForList(OPEN, String.class);
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        Map<String, AuditEntry> standings = new HashMap<>();
        jdbc.query(
                SHOWN,
                row -> {
                    standings.put(
                            row.getString(1),
                            new AuditEntry(
                                    row.getString(2),
                                    0,
                                    row.getObject(3, OffsetDateTime.class).toInstant(),
                                    false,
                                    Map.of(),
                                    Map.of(),
                                    new AuditEntry.Expected(row.getBoolean(4), Map.of())));
                },
                (Object) subjects.toArray(String[]::new));
        jdbc.queryForList(UNREAD, String.class).stream()
                .filter(subjects::contains)
                .forEach(unread -> standings.put(unread, new AuditEntry("UNREAD", 0, null, true, Map.of(), Map.of())));
        return standings;
    }

    @Override
    public Mended sendAgain(Repair repair) {
        return Mended.impossible("the desk publishes no messages");
    }
}
