package dev.waybill.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Work that is exempt from the time limits that detect a connection that died silently. A migration has connections of its
 * own, beside the pool: it takes long in one, leaves another idle in the transaction that locks out other processes, and
 * those wait for that lock.
 */
public final class LongRunningWork {

    /** Longer than any statement over all of the data takes, and no wait without an end. */
    private static final int LONG_MILLIS = 600_000;

    private static final String NO_LIMITS =
            "-c idle_in_transaction_session_timeout=0 -c idle_session_timeout=0 -c lock_timeout=0";

    private LongRunningWork() {}

    /** Lets the statements of the current transaction take ten minutes each: those that look at all of the data. */
    public static void here(JdbcTemplate jdbc) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            connection.setNetworkTimeout(Runnable::run, LONG_MILLIS); // the pool sets it back
            return null;
        });
    }

    /**
     * What reaches the same database by the settings of that pool.
     *
     * @throws IllegalStateException when there is no Hikari pool behind it
     */
    public static DataSource like(DataSource pooled) {
        try {
            var pool = pooled.unwrap(HikariDataSource.class);
            var properties = new Properties();
            properties.putAll(pool.getDataSourceProperties());
            properties.remove("socketTimeout");
            properties.put("options", (properties.getProperty("options", "") + " " + NO_LIMITS).strip());
            if (pool.getUsername() != null) {
                properties.put("user", pool.getUsername());
                properties.put("password", Objects.requireNonNullElse(pool.getPassword(), ""));
            }
            return new DriverManagerDataSource(pool.getJdbcUrl(), properties);
        } catch (SQLException e) {
            throw new IllegalStateException("migrations need the connection pool's settings", e);
        }
    }
}
