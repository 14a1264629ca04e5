package dev.waybill.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.waybill.contract.document.Language.MessageType;
import java.util.List;
import java.util.Map;

/** Checks messages against the document's schemas, open as they are published, or closed to all that they do not name. */
public final class MessageCheck {

    private static final String DOCUMENT = "urn:waybill:asyncapi";

    private final SchemaRegistry schemas;

    private MessageCheck(String document) {
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_7,
                registry -> registry.schemas(Map.of(DOCUMENT, document))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** As readers see that document. */
    static MessageCheck of(JsonNode document) {
        return new MessageCheck(document.toString());
    }

    /** As readers see the document of today. */
    static MessageCheck published() {
        return of(AsyncApi.document(PublishedDocuments.DOCS, false));
    }

    /** With schemas that refuse every field that they do not name, so that the document lags behind no message. */
    public static MessageCheck closed() {
        return of(AsyncApi.document(PublishedDocuments.DOCS, true));
    }

    /** What is wrong with a message in its envelope; empty for nothing. */
    public List<String> wrong(MessageType type, JsonNode envelope) {
        return wrong(type.name(), envelope);
    }

    /** What is wrong with a message of that name. */
    List<String> wrong(String name, JsonNode envelope) {
        return schemas
                .getSchema(SchemaLocation.of(DOCUMENT + "#/components/messages/" + name + "/payload"))
                .validate(envelope)
                .stream()
                .map(Error::toString)
                .toList();
    }
}
