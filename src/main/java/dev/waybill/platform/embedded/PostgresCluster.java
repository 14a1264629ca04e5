package dev.waybill.platform.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The database's files in the data directory, and the server process on them. */
final class PostgresCluster {

    static final String SUPERUSER = "waybill";

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=100",
            "shared_buffers=128MB",
            // The client gets its errors; the file keeps what only the server knows.
            "log_min_messages=log",
            "log_checkpoints=off");

    private final PostgresTools tools;
    private final Path files;
    private final Path passwordFile;
    private final Path serverLog;

    PostgresCluster(DataDirectory directory, PostgresTools tools) {
        this.tools = tools;
        this.files = directory.resolve("postgresql");
        this.passwordFile = directory.resolve("postgresql.password");
        this.serverLog = directory.resolve("postgresql.log");
    }

    /** Leaves whole files behind that no server runs on. */
    void prepare() throws IOException {
        if (Files.isDirectory(files)) {
            PostgresOrphan.clear(files, tools);
        } else {
            initialise();
        }
    }

    /** Works beside the final place, so that a crash half-way leaves nothing there that looks like a database. */
    private void initialise() throws IOException {
        Path unfinished = files.resolveSibling("postgresql.unfinished");
        Directories.delete(unfinished);
        Directories.writePrivate(passwordFile, UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        // The built-in locale sorts alike on every platform, and no upgrade of a system library can change it.
        tools.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        // The password is random, so iterations add no safety, only time for each connection.
                        "--set=scram_iterations=1",
                        "--encoding=UTF-8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums"));
        Directories.publish(unfinished, files);
    }

    /** Returns when the server takes connections; its wait is long enough for a crash recovery, a failure ends it at once. */
    void launch(int port) throws IOException {
        Files.deleteIfExists(serverLog);
        String options = "-p " + port + " -c " + String.join(" -c ", SETTINGS);
        tools.run(
                "pg_ctl",
                List.of("start", "-D", files.toString(), "-l", serverLog.toString(), "-t", "300", "-o", options));
    }

    /** Ends the open sessions and stops the server cleanly. */
    void stop() throws IOException {
        tools.run("pg_ctl", List.of("stop", "-D", files.toString(), "-m", "fast", "-t", "60"));
    }

    String password() throws IOException {
        return Files.readString(passwordFile).strip();
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
