package dev.waybill.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a killed Waybill leaves behind: a server that still runs in its data directory, or its {@code postmaster.pid}. */
final class PostgresOrphan {

    private static final Logger log = LoggerFactory.getLogger(PostgresOrphan.class);

    private PostgresOrphan() {}

    /** Leaves no server running in the cluster's directory; only the holder of the data directory's lock may call it. */
    static void clear(Path cluster, PostgresTools tools) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        Optional<ProcessHandle> process = processIn(pidFile);
        if (process.isEmpty()) {
            return; // A file without a process is PostgreSQL's own to clear, shared memory included.
        }
        if (runsIn(process.get(), cluster)) {
            log.warn(
                    "An orphaned PostgreSQL (process {}) still runs in {}; stopping it.",
                    process.get().pid(),
                    cluster);
            stop(cluster, tools);
        } else if (!isPostgres(process.get())) {
            // Since a reboot or in a new container another program has that process id: PostgreSQL would refuse to
            // start.
            Files.delete(pidFile);
        }
    }

    private static Optional<ProcessHandle> processIn(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    }

    private static boolean runsIn(ProcessHandle process, Path cluster) {
        return isPostgres(process)
                && process.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                        .isPresent();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.startsWith("postgres"))
                .isPresent();
    }

    private static void stop(Path cluster, PostgresTools tools) throws IOException {
        try {
            tools.run("pg_ctl", List.of("stop", "-D", cluster.toString(), "-m", "fast", "-t", "30"));
        } catch (IOException tooSlow) {
            log.warn(
                    "It does not stop, so it is stopped hard; its log is replayed at the start. ({})",
                    tooSlow.toString());
            tools.run("pg_ctl", List.of("stop", "-D", cluster.toString(), "-m", "immediate", "-t", "30"));
        }
    }
}
