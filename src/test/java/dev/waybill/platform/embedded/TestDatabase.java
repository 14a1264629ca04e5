package dev.waybill.platform.embedded;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL for the tests of platform parts, started once, with the platform's tables in a schema per test class. */
public final class TestDatabase {

    private static final HikariDataSource POOL = new HikariDataSource();

    private static final EmbeddedPostgres SERVER = start();

    static {
        POOL.setJdbcUrl(SERVER.jdbcUrl());
        POOL.setUsername(SERVER.user());
        POOL.setPassword(SERVER.password());
    }

    private TestDatabase() {}

    /** An empty database of its own on the same server; how any client reaches it. */
    public static synchronized String urlOfNew(String database) {
        var jdbc = new JdbcTemplate(POOL);
        jdbc.execute("drop database if exists " + database + " with (force)");
        jdbc.execute("create database " + database);
        return url(database);
    }

    /** How any client reaches a database of that name, whether it is there or not. */
    public static String url(String database) {
        return SERVER.jdbcUrl().replaceAll("/[^/]*$", "/" + database) + "?user=" + SERVER.user() + "&password="
                + SERVER.password();
    }

    /** A connection to a database that {@link #urlOfNew} has made. */
    public static Connection connectionTo(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    /** The database, with an empty schema of that name. */
    public static synchronized DataSource withSchema(String schema) {
        new JdbcTemplate(POOL).execute("drop schema if exists " + schema + " cascade");
        migrate(schema);
        return POOL;
    }

    /** Runs those of the platform's migrations that the schema has not seen. */
    public static void migrate(String schema) {
        Flyway.configure()
                .dataSource(POOL)
                .schemas(schema)
                .locations("classpath:db/migration/platform")
                .outOfOrder(true) // as the product does
                .load()
                .migrate();
    }

    private static EmbeddedPostgres start() {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "platform")), "data");
            EmbeddedPostgres server = EmbeddedPostgres.start(DataDirectory.open(data));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
