package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.docs.Pages.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files and tests that the documents name exist; a failure shows page and line. */
class NamedFilesTest {

    private static final Path WHERE = Path.of("docs", "explanation", "where-things-are.md");
    private static final Pattern FILE = Pattern.compile("`((?:src|processes|docs|\\.ci)/[\\w./@-]+)`");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyNamedFileExists() {
        List<Line> naming = naming(FILE);

        assertThat(naming).hasSizeGreaterThan(50);
        assertThat(naming.stream().filter(line -> !names(FILE, line).allMatch(name -> Files.exists(Path.of(name)))))
                .as("lines that name a file that does not exist")
                .isEmpty();
    }

    @Test
    void everyQuestionOfANewcomerIsAnsweredByOneFile() {
        List<Line> questions = Pages.lines(WHERE).stream()
                .filter(line -> line.text().matches("\\| .*\\? .*"))
                .toList();

        assertThat(questions)
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(names(FILE, line))
                        .as(line.toString())
                        .hasSize(1)
                        .allSatisfy(name -> assertThat(Path.of(name)).isRegularFile()));
    }

    @Test
    void everyNamedTestExists() throws IOException {
        Set<String> tests = tests();
        List<Line> naming = naming(TEST);

        assertThat(naming).hasSizeGreaterThan(50);
        assertThat(naming.stream().filter(line -> !names(TEST, line).allMatch(tests::contains)))
                .as("lines that name a test that does not exist")
                .isEmpty();
    }

    private static List<Line> naming(Pattern pattern) {
        return Pages.prose().filter(line -> pattern.matcher(line.text()).find()).toList();
    }

    private static Stream<String> names(Pattern pattern, Line line) {
        return pattern.matcher(line.text()).results().map(name -> name.group(1));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
