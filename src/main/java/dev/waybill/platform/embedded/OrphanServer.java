package dev.waybill.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL that outlived the process which had started it: the data directory's lock is ours, so nobody uses it. */
final class OrphanServer {

    private static final Logger log = LoggerFactory.getLogger(OrphanServer.class);

    private OrphanServer() {}

    /** Stops the server that its pid file says is running in a data directory, if it is one and it is running. */
    static void stop(Path data) throws IOException {
        Optional<ProcessHandle> orphan = find(data);
        if (orphan.isPresent()) {
            ProcessHandle server = orphan.get();
            log.warn("Stopping PostgreSQL (pid {}), which outlived an earlier Waybill in {}", server.pid(), data);
            server.destroy();
            if (!ended(server, 10)) {
                server.destroyForcibly();
                if (!ended(server, 10)) {
                    throw new IOException("PostgreSQL (pid " + server.pid() + ") in " + data + " does not stop");
                }
            }
        }
    }

    private static Optional<ProcessHandle> find(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !lines.getFirst().trim().matches("\\d+")) {
            return Optional.empty();
        }
        // Ids are used again: only a process that is a PostgreSQL on this very directory is ours.
        return ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> Path.of(lines.get(1).trim()).equals(data))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private static boolean ended(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
