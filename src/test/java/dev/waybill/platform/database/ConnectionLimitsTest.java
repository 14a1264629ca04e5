package dev.waybill.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.platform.embedded.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** The settings of application.yml, as PostgreSQL understands them. */
class ConnectionLimitsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=" + TestDatabase.urlOfNew("limits"));

    /** The slots of a pool whose machine has gone are free again within a minute, not when the kernel notices. */
    @Test
    void theServerEndsConnectionsThatNoPoolAsksAfterAndNoOthers() {
        application.run(context -> {
            var pool = context.getBean(HikariDataSource.class);
            long limit = millis(pool, "idle_session_timeout");

            assertThat(limit).isBetween(2 * pool.getKeepaliveTime(), 60_000L);
        });
    }

    /** A transaction that waits for the locks of one whose client has gone gets them before it times out itself. */
    @Test
    void locksOfATransactionWhoseOwnerHasGoneAreFreeBeforeTheNextInLineGivesUp() {
        application.run(context -> {
            var pool = context.getBean(HikariDataSource.class);
            long answers = 1_000 * Long.parseLong(pool.getDataSourceProperties().getProperty("socketTimeout"));

            long idle = millis(pool, "idle_in_transaction_session_timeout");

            assertThat(idle).isBetween(1L, answers);
            assertThat(millis(pool, "lock_timeout")).isBetween(1L, idle - 1);
        });
    }

    private static long millis(HikariDataSource pool, String setting) {
        Long millis = new JdbcTemplate(pool)
                .queryForObject("select setting::bigint from pg_settings where name = ?", Long.class, setting);
        return millis == null ? 0 : millis;
    }
}
