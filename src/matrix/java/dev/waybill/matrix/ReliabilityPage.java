package dev.waybill.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the results of a run as a page. */
final class ReliabilityPage {

    private static final Path TEMPLATE = Path.of("src", "matrix", "reliability.md");

    private final Results results;
    private final Instant begun;
    private final double loadBefore;
    private final Map<Integer, Long> answers;

    /** @param loadBefore the machine's load average before the start */
    ReliabilityPage(Results results, Instant begun, double loadBefore, Map<Integer, Long> answers) {
        this.results = results;
        this.begun = begun;
        this.loadBefore = loadBefore;
        this.answers = answers;
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file,
                Files.readString(TEMPLATE)
                        .replace("{{run}}", run())
                        .replace("{{struck}}", struck())
                        .replace("{{healed}}", healed())
                        .replace("{{checked}}", checked()));
        Log.info("Written: %s", file);
    }

    private String run() {
        long strikes = results.rows().values().stream().mapToLong(row -> row.healed.size()).sum();
        return ("Last run: %s, %d min, %d cores with a load of %.1f by others before the start, Java %s, %d strikes of %d kinds, **%,d orders** accepted,"
                        + " **%d violations**. HTTP answers by status, 0 being none at all: %s.")
                .formatted(
                        LocalDate.ofInstant(begun, ZoneOffset.UTC),
                        Duration.between(begun, Instant.now()).toMinutes(),
                        Runtime.getRuntime().availableProcessors(),
                        loadBefore,
                        Runtime.version().feature(),
                        strikes,
                        results.rows().size(),
                        results.orders(),
                        results.violations().size(),
                        answers);
    }

    private String struck() {
        String steps = Arrays.stream(Step.values()).map(Step::activity).collect(Collectors.joining(" | "));
        var text = new StringBuilder("| fault | " + steps + " | |\n|---|" + "---:|".repeat(Step.values().length) + "---|\n");
        results.rows().forEach((fault, row) -> text.append("| ")
                .append(fault)
                .append(" | ")
                .append(Arrays.stream(Step.values())
                        .map(step -> String.valueOf(row.struck.getOrDefault(step, 0)))
                        .collect(Collectors.joining(" | ")))
                .append(" | " + verdict(row) + " |\n"));
        return text.toString().strip();
    }

    private static String verdict(Results.Row row) {
        if (row.violations > 0) {
            return "**fail**";
        }
        return row.rare().isEmpty() ? "pass" : "pass, but too few at " + row.rare().size() + " steps";
    }

    private String healed() {
        var text = new StringBuilder("| fault | what is done | times | median, s | longest, s |\n|---|---|---:|---:|---:|\n");
        results.rows().forEach((fault, row) -> {
            if (!row.healed.isEmpty()) {
                text.append("| %s | %s | %d | %s | %s |\n"
                        .formatted(fault, row.how, row.healed.size(), seconds(row.median()), seconds(row.worst())));
            }
        });
        return text.toString().strip();
    }

    private String checked() {
        List<String> violations = results.violations();
        return violations.isEmpty()
                ? "Everything held."
                : "**Not everything held:**\n\n- " + String.join("\n- ", violations.stream().limit(50).toList());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
    }
}
