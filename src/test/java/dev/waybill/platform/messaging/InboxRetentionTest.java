package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.embedded.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class InboxRetentionTest {

    private static final String SCHEMA = "retention_test";

    @Test
    void forgetsWhatWasHandledMoreThanAWeekAgoInPieces() {
        var jdbc = new JdbcTemplate(TestDatabase.withSchema(SCHEMA));
        jdbc.update("insert into " + SCHEMA + ".inbox select 'old-' || n, now() - interval '8 days'"
                + " from generate_series(1, 25000) n");
        jdbc.update("insert into " + SCHEMA + ".inbox select 'young-' || n, now() - interval '6 days'"
                + " from generate_series(1, 100) n");
        var retention = new InboxRetention(jdbc, SCHEMA);

        assertThat(retention.clean()).isTrue();
        assertThat(retention.clean()).isTrue();
        assertThat(retention.clean()).isFalse();

        assertThat(jdbc.queryForObject("select count(*) from " + SCHEMA + ".inbox", Integer.class))
                .isEqualTo(100);
        assertThat(retention.clean()).isFalse();
    }
}
