package dev.waybill.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections of a pool, and a quick refusal while the database is away: then only one caller at a time checks whether it
 * is back. Otherwise each request and thread would wait for the pool in vain, one after the other.
 */
final class DatabaseGate extends DelegatingDataSource {

    private static final Logger log = LoggerFactory.getLogger(DatabaseGate.class);
    private static final long THERE = 0;

    private final HikariDataSource pool;
    private final AtomicLong awaySince = new AtomicLong(THERE);
    private final AtomicBoolean checking = new AtomicBoolean();

    DatabaseGate(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (awaySince.get() == THERE) {
            return connect();
        }
        if (!checking.compareAndSet(false, true)) {
            throw new SQLTransientConnectionException("the database is away");
        }
        try {
            return connect();
        } finally {
            checking.set(false);
        }
    }

    private Connection connect() throws SQLException {
        try {
            Connection connection = obtainTargetDataSource().getConnection();
            long since = awaySince.getAndSet(THERE);
            if (since != THERE) {
                log.info(
                        "The database is back after {} s",
                        Duration.ofNanos(System.nanoTime() - since).toSeconds());
            }
            return connection;
        } catch (SQLTransientConnectionException e) {
            // A pool that is only exhausted has no failed connection as its cause.
            if (e.getCause() != null && awaySince.compareAndSet(THERE, System.nanoTime())) {
                // What was connected before may be dead without knowing it; finding that out takes a second each.
                pool.getHikariPoolMXBean().softEvictConnections();
                log.warn(
                        "The database is away; requests are answered 503 until it is back: {}",
                        e.getCause().getMessage());
            }
            throw e;
        }
    }
}
