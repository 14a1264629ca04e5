package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.journey.DocumentedCommands.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the documents do what the pages say: each block that is marked {@code sh} is executed, in the order of its
 * page, and what it prints has all that the {@code json} block behind it shows.
 */
class DocumentedCommandsJourneyTest {

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open();
        shop.sell("LAMP-1", "100.00", 1_000);
        shop.sell("MUG-1", "12.90", 1_000);
        shop.put("/api/discount-codes/WELCOME10", Map.of("percentOff", 10));
    }

    static Stream<Path> pages() throws IOException {
        return DocumentedCommands.pages();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyCommandOfThePageWorks(Path page) throws IOException {
        List<Command> commands = DocumentedCommands.of(page);
        var shell = new DocumentedShell(
                shop.url().replace("http://", ""),
                Map.of("ID", shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of())));

        assertThat(commands).isNotEmpty();
        for (Command command : commands) {
            if (command.isRead()) {
                Awaitility.await(command.toString())
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> check(command, shell.run(command.text())));
            } else {
                check(command, shell.run(command.text()));
            }
        }
    }

    private static void check(Command command, DocumentedShell.Result result) throws IOException {
        assertThat(result.status()).as("%s%n%s", command, result.output()).isZero();
        if (command.shown() != null) {
            JsonNode shown = Shop.JSON.readTree(command.shown());
            assertThat(DocumentedCommands.has(Shop.JSON.readTree(result.output()), shown))
                    .as("%s%nprinted %s%nwithout all of %s", command, result.output(), shown)
                    .isTrue();
        }
    }
}
