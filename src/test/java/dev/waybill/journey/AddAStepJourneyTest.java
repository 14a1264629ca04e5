package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.Waybill;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The steps of "Add a step to the process" work as they are written: in a copy of the sources that is compiled and run. */
@EnabledIf("dev.waybill.journey.KilledJourneyTest#embedded")
class AddAStepJourneyTest {

    private static final Path PAGE = Path.of("docs/how-to/add-a-step.md");
    private static final int MOST_FILES = 6;

    @TempDir
    private Path directory;

    private final DocumentedSteps steps = DocumentedSteps.of(PAGE);

    @Test
    void theStepTouchesFewFiles() {
        assertThat(steps.sources("The step")).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_FILES);
    }

    @Test
    void anOrderPassesTheNewStep() throws Exception {
        copy(Path.of("src/main/java"));
        copy(Path.of("processes"));
        steps.changes().forEach(change -> change.apply(directory));

        Path classes = compiled();

        try (var process = start(classes)) {
            process.awaitHealth();
            Shop shop = new Shop(process.port());
            shop.awaitKnown("MUG-1");
            String id = shop.place(Map.of("MUG-1", 1), "pm_card_visa", Map.of());
            shop.awaitStatus(id, "COMPLETED");

            assertThat(shop.get("/api/orders/" + id + "/events").json())
                    .extracting(event -> event.path("type").asText())
                    .containsSubsequence("PaymentAuthorized", "OrderReviewed", "StockReserved");
            assertThat(shop.get("/api/orders/" + id + "/process").json().path("completedActivityIds"))
                    .extracting(JsonNode::asText)
                    .contains("ReviewOrder");
        }
    }

    private void copy(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            files.forEach(file -> {
                try {
                    Files.createDirectories(directory.resolve(file).getParent());
                    Files.copy(file, directory.resolve(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Compiles the copy against the libraries of this test, as the compiler of this JDK does. */
    private Path compiled() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var log = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(directory.resolve("src/main/java"))) {
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "--release",
                    "21",
                    "-parameters",
                    "-proc:none",
                    "-nowarn",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString());
            boolean done = compiler.getTask(log, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(done).as(log.toString()).isTrue();
        }
        copyModels(classes);
        return classes;
    }

    private void copyModels(Path classes) throws IOException {
        Files.createDirectories(classes.resolve("processes"));
        Files.copy(
                directory.resolve("processes/order-fulfillment.bpmn"),
                classes.resolve("processes/order-fulfillment.bpmn"));
    }

    private WaybillProcess start(Path classes) throws IOException {
        String path = classes + File.pathSeparator + System.getProperty("java.class.path");
        Path data = Files.createDirectories(directory.resolve("data"));
        return WaybillProcess.start(
                List.of("-cp", path, Waybill.class.getName()),
                WaybillProcess.freePort(),
                List.of("--waybill.data-dir=" + data, "--waybill.shipping.sandbox-delay=0s"),
                data.resolve("log.txt"));
    }
}
