package dev.waybill.contract.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The documents that are generated from the code. */
final class PublishedDocuments {

    static final Path EXPLANATION = Path.of("docs", "explanation");

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "waybill");

    static final Javadocs DOCS = Javadocs.of(Stream.concat(
                    Stream.of(
                            SOURCES.resolve("contract"),
                            Path.of(
                                    "src",
                                    "test",
                                    "java",
                                    "dev",
                                    "waybill",
                                    "contract",
                                    "document",
                                    "CloudEvent.java")),
                    Language.contexts().stream()
                            .map(context -> SOURCES.resolve(context).resolve("package-info.java")))
            .toArray(Path[]::new));

    private PublishedDocuments() {}

    static String asyncApi() {
        try {
            return new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(AsyncApi.document(DOCS, false))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String messagesPage() {
        return MessagesPage.of(DOCS, AsyncApi.document(DOCS, false));
    }

    static String architecturePage() {
        try {
            return ContextMap.drawnInto(Files.readString(EXPLANATION.resolve("architecture.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
