package dev.waybill.platform.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.platform.embedded.TestDatabase;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class MigrationsTest {

    /** A migration of much data takes longer than any limit that finds connections which died without a word. */
    @Test
    void aMigrationMayTakeLongerThanAnyLimit() throws Exception {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(TestDatabase.urlOfNew("leisurely"));
            pool.addDataSourceProperty("socketTimeout", "2");
            pool.addDataSourceProperty(
                    "options",
                    "-c idle_in_transaction_session_timeout=1s -c idle_session_timeout=1s -c lock_timeout=1s");
            var jdbc = new JdbcTemplate(pool);
            jdbc.execute("create table public.held (n int)");

            try (var holder = TestDatabase.connectionTo("leisurely");
                    var threads = Executors.newSingleThreadExecutor()) {
                holder.setAutoCommit(false);
                holder.createStatement().execute("lock table public.held");
                var migration = threads.submit(() -> Migrations.migrate(pool, "leisurely", "leisurely"));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> jdbc.queryForObject(
                                        "select count(*) from pg_stat_activity where datname = 'leisurely'"
                                                + " and wait_event_type = 'Lock'"
                                                + " and clock_timestamp() - query_start > interval '1200 ms'",
                                        Integer.class)
                                == 1);
                holder.commit();
                migration.get();
            }

            assertThat(jdbc.queryForObject("select done from leisurely.result", Integer.class))
                    .isEqualTo(1);
            assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
                    .isEqualTo("1s");
            assertThat(jdbc.queryForObject("show idle_session_timeout", String.class))
                    .isEqualTo("1s");
        }
    }

    /** Copies of two releases run side by side while one is replaced by the other. */
    @Test
    void aReleaseStartsOnWhatANewerOneHasMigrated() throws Exception {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(TestDatabase.urlOfNew("newer_release"));
            Flyway.configure()
                    .dataSource(pool)
                    .schemas("shipping")
                    .locations(
                            "classpath:db/migration/platform",
                            "classpath:db/migration/shipping",
                            "classpath:db/migration/newer")
                    .load()
                    .migrate();

            Migrations.migrate(pool, "shipping", "shipping");

            assertThat(new JdbcTemplate(pool)
                            .queryForList(
                                    "select version from shipping.flyway_schema_history where success", String.class))
                    .as("numbered below the context's own, and after all")
                    .contains("50", "900");
        }
    }
}
