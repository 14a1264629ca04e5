package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/roles.md} has the table by which every path is tested. */
class RolesPageTest {

    private static final Path TESTED =
            Path.of("src", "test", "java", "dev", "waybill", "journey", "RoleMatrixJourneyTest.java");

    @Test
    void theTableOfThePageIsTheOneThatIsTested() {
        String source = Pages.read(TESTED);
        String quotes = "\"\"\"";
        int begin = source.indexOf(quotes) + quotes.length();
        String table = source.substring(begin, source.indexOf(quotes, begin)).stripIndent();

        assertThat(table).contains("/api/orders/{id}");
        assertThat(Pages.read(Path.of("docs", "reference", "roles.md"))).contains("```" + table + "```");
    }
}
