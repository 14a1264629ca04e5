package dev.waybill.platform.messaging;

import dev.waybill.platform.base.WakeableWorker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes ids from the inbox table that no broker redelivers any more. Nothing else grows with the messages: the
 * sequences of a subject are counters in its head, and what the broker has confirmed leaves the outbox at once.
 */
final class InboxRetention {

    /** How long a repeated message outside of any order is recognized. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(InboxRetention.class);
    private static final Duration LOOK = Duration.ofHours(1);
    private static final int BATCH = 10_000;

    private final JdbcTemplate jdbc;
    private final String delete;
    private final WakeableWorker thread;

    InboxRetention(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.delete = "delete from " + schema + ".inbox where message_id in (select message_id from " + schema
                + ".inbox where handled_at < now() - ? * interval '1 second' limit " + BATCH
                + " for update skip locked)";
        this.thread = new WakeableWorker("retention-" + schema, LOOK, this::clean);
    }

    WakeableWorker thread() {
        return thread;
    }

    /** Deletes a batch of what is too old; returns whether there may be more. */
    boolean clean() {
        int deleted = jdbc.update(delete, KEPT.toSeconds());
        if (deleted > 0) {
            log.debug("Forgot the ids of {} messages that were handled more than {} days ago", deleted, KEPT.toDays());
        }
        return deleted == BATCH;
    }
}
