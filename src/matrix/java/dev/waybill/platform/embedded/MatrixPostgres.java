package dev.waybill.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The failure matrix's own PostgreSQL, on a port that stays the same, so that it can be stopped and killed. */
public final class MatrixPostgres implements AutoCloseable {

    /** How the server is brought down. */
    public enum Stop {
        /** Sessions are ended, everything is written. */
        FAST,
        /** As a crash: the next start recovers from the log. */
        IMMEDIATE
    }

    private static final String OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on"
            + " -c synchronous_commit=on -c full_page_writes=on -c max_connections=400 -c shared_buffers=128MB"
            + " -c log_min_messages=log -c log_checkpoints=off";

    private final PostgresTools tools;
    private final Path files;
    private final Path log;
    private final int port;

    private MatrixPostgres(PostgresTools tools, Path directory, int port) {
        this.tools = tools;
        this.files = directory.resolve("postgresql");
        this.log = directory.resolve("postgresql.log");
        this.port = port;
    }

    /** Makes a new cluster in the directory and starts it; it trusts every connection. */
    public static MatrixPostgres start(Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        var server = new MatrixPostgres(
                new PostgresTools(PostgresBinaries.unpackInto(directory.resolve("postgresql-binaries"))),
                directory,
                port);
        server.tools.run(
                "initdb",
                List.of("--pgdata=" + server.files, "--username=waybill", "--auth=trust", "--encoding=UTF-8", "--locale=C"));
        server.start();
        return server;
    }

    /** Returns when the server takes connections. */
    public void start() throws IOException {
        String options = "-p " + port + " " + OPTIONS;
        tools.run("pg_ctl", List.of("start", "-D", files.toString(), "-l", log.toString(), "-t", "60", "-o", options));
    }

    public void stop(Stop how) throws IOException {
        String mode = how == Stop.FAST ? "fast" : "immediate";
        tools.run("pg_ctl", List.of("stop", "-D", files.toString(), "-m", mode, "-t", "60"));
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(files.resolve("postmaster.pid"))) {
            stop(Stop.IMMEDIATE);
        }
    }
}
