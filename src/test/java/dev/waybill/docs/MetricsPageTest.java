package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/metrics.md} lists all metrics that the sources register, and pages name no other ones. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("docs", "reference", "metrics.md");
    private static final Pattern REGISTERED = Pattern.compile("\"(waybill\\.[a-z]+\\.[a-z]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(waybill_[a-z_]+)` \\|");
    /** Names in code; the roles waybill_session and waybill_order are no metrics. */
    private static final Pattern NAMED = Pattern.compile("`(waybill_(?!session|order)[a-z_]+)");

    @Test
    void thePageListsAllMetrics() throws IOException {
        Set<String> rows = rows();

        assertThat(rows.stream().map(row -> row.replaceFirst("_seconds$", "")))
                .hasSizeGreaterThan(8)
                .containsExactlyInAnyOrderElementsOf(registered());
    }

    @Test
    void pagesNameNoOtherMetrics() {
        Set<String> rows = rows();

        assertThat(Pages.prose()
                        .filter(line -> NAMED.matcher(line.text())
                                .results()
                                .map(metric -> metric.group(1))
                                .anyMatch(name -> !rows.contains(name))))
                .as("lines that name an unknown metric")
                .isEmpty();
    }

    private static Set<String> rows() {
        return ROW.matcher(Pages.read(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> registered() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Pages::read)
                    .filter(source -> source.contains("Gauge.builder("))
                    .flatMap(source -> REGISTERED.matcher(source).results())
                    .map(metric -> metric.group(1).replace('.', '_'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
