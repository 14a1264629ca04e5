package dev.waybill.journey;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who has caused the events that the contexts have stored, as their tables have it. */
final class Initiators {

    private static final List<String> SCHEMAS = List.of("ecommerce", "orders", "billing", "inventory", "shipping");

    private final JdbcTemplate jdbc;

    Initiators(Shop shop) {
        this.jdbc = shop.bean(JdbcTemplate.class);
    }

    /** The events of a stream, oldest first: each with its actor, or - for none, and the way. */
    List<String> of(String schema, String stream) {
        return jdbc.queryForList(
                "select type || ' ' || coalesce(actor, '-') || ' ' || coalesce(via, '-') from " + schema
                        + ".event where stream = ? order by version",
                String.class,
                stream);
    }

    /** Events that nothing has caused: no message, call or partner, and no person, timer or repair. A request lost its user. */
    List<String> unattributed() {
        return SCHEMAS.stream()
                .flatMap(schema -> jdbc
                        .queryForList(
                                "select stream || ' ' || type from " + schema + ".event where via = 'SYSTEM'"
                                        + " and (causation_id = 'internal' or causation_id like 'request:%')"
                                        + " order by transaction, position",
                                String.class)
                        .stream())
                .toList();
    }

    /** Forgets it, as if an earlier release had stored the events of a stream. */
    void forget(String schema, String stream) {
        jdbc.update("update " + schema + ".event set actor = null, via = null where stream = ?", stream);
    }
}
