package dev.waybill.platform.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.platform.embedded.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class MigrationsTest {

    /** A migration of much data takes longer than any limit that finds connections which died without a word. */
    @Test
    void aMigrationMayTakeLongerThanAnyLimit() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(TestDatabase.urlOfNew("leisurely"));
            pool.addDataSourceProperty("socketTimeout", "2");
            pool.addDataSourceProperty(
                    "options", "-c idle_in_transaction_session_timeout=1s -c idle_session_timeout=1s");

            Migrations.migrate(pool, "leisurely", "leisurely");

            var jdbc = new JdbcTemplate(pool);
            assertThat(jdbc.queryForObject("select done from leisurely.result", Integer.class))
                    .isEqualTo(1);
            assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
                    .isEqualTo("1s");
            assertThat(jdbc.queryForObject("show idle_session_timeout", String.class))
                    .isEqualTo("1s");
        }
    }
}
