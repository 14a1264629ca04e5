package dev.waybill.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A reader's terminal: runs commands one after the other, remembers their variables, and lets curl fail at a refusal. */
final class DocumentedShell {

    private static final String DOCUMENTED = "localhost:8080";
    private static final String CURL = "silent\nshow-error\nfail-with-body\nmax-time = 30\n";

    private final String address;
    private final Path home;
    private final Map<String, String> variables;

    /** How it ended, and all that it printed. */
    record Result(int status, String output) {}

    /** @param address host and port of the shop that stands in for the documented one */
    DocumentedShell(String address, Map<String, String> variables) throws IOException {
        this.address = address;
        this.variables = new HashMap<>(variables);
        this.home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "journeys")), "shell")
                .toAbsolutePath();
        Files.writeString(home.resolve(".curlrc"), CURL);
    }

    Result run(String commands) {
        try {
            Path kept = home.resolve("variables");
            var bash = new ProcessBuilder(
                            "bash",
                            "-c",
                            "set -aeo pipefail\n" + commands.replace(DOCUMENTED, address) + "\nenv -0 > \"" + kept
                                    + "\"")
                    .redirectErrorStream(true);
            bash.environment().put("CURL_HOME", home.toString());
            bash.environment().putAll(variables);
            Process process = bash.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not end: " + commands);
            }
            if (process.exitValue() == 0) {
                remember(kept);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void remember(Path kept) throws IOException {
        for (String entry : Files.readString(kept).split("\0")) {
            String[] named = entry.split("=", 2);
            if (named.length == 2
                    && named[0].matches("[A-Z]+")
                    && !System.getenv().containsKey(named[0])) {
                variables.put(named[0], named[1]);
            }
        }
    }
}
