package dev.waybill.platform.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own programs, run to their end. */
final class PostgresTools {

    private final Path home;

    PostgresTools(Path home) {
        this.home = home;
    }

    /** Runs {@code initdb} or {@code pg_ctl}; throws with its output when it fails. */
    void run(String program, List<String> arguments) throws IOException {
        refuseRootWithoutNamespace();
        List<String> command = new ArrayList<>(prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        // PGDATA, PGPORT and their kin in the user's environment are meant for another server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = exitOf(process);
        if (exit != 0) {
            throw new IOException(program + " ended with " + exit + ": " + output.strip());
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it sees another user, on files root owns. */
    private static List<String> prefix() {
        return LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of();
    }

    private static void refuseRootWithoutNamespace() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new EmbeddedStartException(
                    "PostgreSQL does not run as root, and this system lets root open no user namespace (unshare -U).",
                    "Run Waybill as another user, or name a PostgreSQL of yours with spring.datasource.url.",
                    null);
        }
    }

    private static int exitOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
