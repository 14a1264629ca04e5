package dev.waybill.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server in a process of its own, on a free port of 127.0.0.1, with its data in the data directory. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "waybill";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final PostgresCluster cluster;
    private final int port;
    private final String password;

    private EmbeddedPostgres(PostgresCluster cluster, int port, String password) {
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /** Starts the server, initialising its data on the first start and stopping an orphan of an earlier one. */
    public static EmbeddedPostgres start(DataDirectory directory) {
        long begin = System.nanoTime();
        try {
            EmbeddedPostgres server = startIn(directory);
            log.info(
                    "PostgreSQL is ready on 127.0.0.1:{}, data in {}, after {} ms",
                    server.port,
                    server.cluster,
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            return server;
        } catch (IOException | SQLException e) {
            throw new EmbeddedStartException(
                    "The embedded PostgreSQL does not start: " + e.getMessage(),
                    "Look into " + directory.resolve("postgresql.log") + ", and see that all of " + directory
                            + " belongs to the user " + System.getProperty("user.name")
                            + "; or name a PostgreSQL of yours with spring.datasource.url.",
                    e);
        }
    }

    private static EmbeddedPostgres startIn(DataDirectory directory) throws IOException, SQLException {
        PostgresTools tools = new PostgresTools(PostgresBinaries.unpackInto(directory.resolve("postgresql-binaries")));
        PostgresCluster cluster = new PostgresCluster(directory, tools);
        cluster.prepare();
        EmbeddedPostgres server = new EmbeddedPostgres(cluster, freePort(), cluster.password());
        cluster.launch(server.port);
        try {
            server.createDatabase();
        } catch (SQLException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password);
                Statement statement = connection.createStatement()) {
            boolean missing = !statement
                    .executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")
                    .next();
            if (missing) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return PostgresCluster.SUPERUSER;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        cluster.stop();
    }
}
