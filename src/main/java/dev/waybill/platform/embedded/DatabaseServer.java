package dev.waybill.platform.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A real PostgreSQL that this process starts and stops, durable, on a free port of the loopback interface. */
final class DatabaseServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseServer.class);
    private static final String DATABASE = "waybill";

    private final EmbeddedPostgres server;

    private DatabaseServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static DatabaseServer start(DataDirectory directory) {
        Path data = directory.resolve("postgresql");
        Path ready = directory.resolve("postgresql.ready");
        long began = System.nanoTime();
        try {
            OrphanServer.stop(data);
            if (!Files.exists(ready)) {
                FileSystemUtils.deleteRecursively(data); // what an interrupted first start left is no database
            }
            var started = new DatabaseServer(launch(data, directory.resolve("postgresql-binaries")));
            started.createDatabase();
            if (!Files.exists(ready)) {
                Files.createFile(ready);
            }
            log.info(
                    "PostgreSQL runs on 127.0.0.1:{} in {}, after {} ms",
                    started.server.getPort(),
                    data,
                    (System.nanoTime() - began) / 1_000_000);
            return started;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start in " + data, e);
        }
    }

    /** The library's defaults trade durability for speed; ours do not. */
    private static EmbeddedPostgres launch(Path data, Path binaries) throws IOException {
        Files.createDirectories(binaries);
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .start();
    }

    private void createDatabase() throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean exists = statement
                    .executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")
                    .next();
            if (!exists) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IOException("the database " + DATABASE + " could not be created", e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    @Override
    public void close() throws IOException {
        server.close();
        log.info("PostgreSQL has stopped");
    }
}
