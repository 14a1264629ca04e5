package dev.waybill.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documents of the published language agree with the code; the code's version is written to target/received. */
class PublishedDocumentsTest {

    private static final Path REFERENCE = Path.of("docs", "reference");

    @Test
    void theAsyncApiDocumentIsAsTheCodeSays() throws IOException {
        assertUpToDate(REFERENCE, "asyncapi.json", PublishedDocuments.asyncApi());
    }

    @Test
    void thePageOfMessagesIsAsTheCodeSays() throws IOException {
        assertUpToDate(REFERENCE, "messages.md", PublishedDocuments.messagesPage());
    }

    @Test
    void theContextMapIsAsTheCodeSays() throws IOException {
        assertUpToDate(PublishedDocuments.EXPLANATION, "architecture.md", PublishedDocuments.architecturePage());
    }

    @Test
    void theBrokersDefinitionsMatchTheCode() throws IOException {
        assertUpToDate(Path.of("src", "deploy"), "rabbitmq.json", BrokerDefinitions.document());
    }

    private static void assertUpToDate(Path directory, String file, String made) throws IOException {
        Path received = Files.createDirectories(Path.of("target", "received").resolve(directory));
        Files.writeString(received.resolve(file), made);

        assertThat(directory.resolve(file))
                .as(
                        "differs from what is generated from the code; if the change is intended: cp %s/* %s/",
                        received, directory)
                .hasContent(made);
    }
}
