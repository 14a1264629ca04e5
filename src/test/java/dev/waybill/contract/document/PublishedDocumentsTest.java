package dev.waybill.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/ says of the published language is what the code says; the code's version lies in target/received/docs. */
class PublishedDocumentsTest {

    @Test
    void theAsyncApiDocumentIsAsTheCodeSays() throws IOException {
        assertUpToDate("asyncapi.json", PublishedDocuments.asyncApi());
    }

    @Test
    void thePageOfMessagesIsAsTheCodeSays() throws IOException {
        assertUpToDate("messages.md", PublishedDocuments.messagesPage());
    }

    @Test
    void theContextMapIsAsTheCodeSays() throws IOException {
        assertUpToDate("architecture.md", PublishedDocuments.architecturePage());
    }

    @Test
    void theBrokersDefinitionsAreAsTheCodeSays() throws IOException {
        assertUpToDate(Path.of("src", "deploy"), "rabbitmq.json", BrokerDefinitions.document());
    }

    private static void assertUpToDate(String file, String made) throws IOException {
        assertUpToDate(Path.of("docs"), file, made);
    }

    private static void assertUpToDate(Path directory, String file, String made) throws IOException {
        Path received = Files.createDirectories(Path.of("target", "received").resolve(directory.getFileName()));
        Files.writeString(received.resolve(file), made);

        assertThat(directory.resolve(file))
                .as("not what the code says; if the change is meant: cp %s/* %s/", received, directory)
                .hasContent(made);
    }
}
