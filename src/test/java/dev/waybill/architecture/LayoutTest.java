package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every package has a sentence that describes it, and accepts no null. */
class LayoutTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "waybill");

    @Test
    void everyPackageDescribesItself() throws IOException {
        try (Stream<Path> paths = Files.walk(SOURCES)) {
            List<Path> folders = paths.filter(Files::isDirectory)
                    .filter(LayoutTest::hasClasses)
                    .toList();
            assertThat(folders)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(folder -> assertThat(Files.readString(folder.resolve("package-info.java")))
                            .startsWith("/** ")
                            .contains("@NullMarked"));
        }
    }

    private static boolean hasClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
