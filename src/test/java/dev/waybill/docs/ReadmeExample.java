package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares the example in a part's README with the test that compiles and executes it. */
public final class ReadmeExample {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path TEST = Path.of("src", "test", "java");
    private static final Pattern SHOWN = Pattern.compile("(?s) *// readme\\n(.*?)\\n *// end");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\\n(.*?)```");

    private ReadmeExample() {}

    /** Asserts that the README of a test's package shows what the test has between its marks, and nothing else. */
    public static void isShown(Class<?> test) throws IOException {
        Path folder = Path.of(test.getPackageName().replace('.', '/'));
        String source = Files.readString(TEST.resolve(folder).resolve(test.getSimpleName() + ".java"));
        String compiled = SHOWN.matcher(source)
                .results()
                .map(part -> part.group(1).stripIndent().strip())
                .collect(Collectors.joining("\n\n"));
        String shown = EXAMPLE.matcher(Files.readString(MAIN.resolve(folder).resolve("README.md")))
                .results()
                .map(part -> part.group(1).strip())
                .collect(Collectors.joining("\n\n"));

        assertThat(shown).isNotBlank().isEqualTo(compiled);
    }
}
