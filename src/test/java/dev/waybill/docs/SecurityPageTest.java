package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/asvs.md} answers every requirement of OWASP ASVS 5.0 up to level 2, and names tests that exist. */
class SecurityPageTest {

    private static final Path PAGE = Path.of("docs", "reference", "asvs.md");
    private static final Path REQUIREMENTS = Path.of("src", "test", "resources", "asvs", "5.0.0.csv");
    private static final Pattern LINE = Pattern.compile(
            "(?m)^\\| (V\\d+\\.\\d+\\.\\d+) \\| (\\d) \\| ([^|]+) \\| (test|reason|deployment|open) \\| ([^|]+) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyRequirementUpToLevelTwoHasOneLine() throws IOException {
        Map<String, String> levels = new LinkedHashMap<>();
        Files.readAllLines(REQUIREMENTS).stream()
                .skip(1)
                .map(line -> line.split(",", 2))
                .forEach(line -> levels.put(line[0], line[1]));

        assertThat(levels).hasSize(253);
        assertThat(lines().map(line -> line.group(1)).toList()).containsExactlyElementsOf(levels.keySet());
        assertThat(lines())
                .allSatisfy(line -> assertThat(line.group(2)).as(line.group(1)).isEqualTo(levels.get(line.group(1))));
    }

    @Test
    void everyLineNamesATestOrGivesAReason() throws IOException {
        assertThat(lines()).allSatisfy(line -> {
            String answer = line.group(5);
            if (line.group(4).equals("test")) {
                assertThat(TEST.matcher(answer).find())
                        .as(line.group(1) + " names no test")
                        .isTrue();
            } else {
                assertThat(answer).as(line.group(1)).hasSizeGreaterThan(15);
            }
        });
    }

    private static Stream<MatchResult> lines() throws IOException {
        return LINE.matcher(Files.readString(PAGE)).results();
    }
}
