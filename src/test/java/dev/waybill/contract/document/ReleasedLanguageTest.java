package dev.waybill.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.platform.personal.PersonalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Copies of the last release and of this one run side by side, so each reads what the other says. The last release's
 * document is kept with the approved formats; with a release it is replaced by the new one (CONTRIBUTING.md).
 */
class ReleasedLanguageTest {

    private static final ObjectMapper JSON = PersonalJson.plain().build();
    private static final Map<String, MessageType> TODAY =
            Language.messages().collect(Collectors.toMap(MessageType::name, Function.identity()));

    private final JsonNode released =
            JSON.readTree(Path.of("src", "test", "resources", "approved", "released", "asyncapi.json")
                    .toFile());

    ReleasedLanguageTest() throws IOException {}

    @Test
    void whatTheLastReleaseSaysIsReadByThisOne() throws IOException {
        MessageCheck readers = MessageCheck.published();
        for (JsonNode message : released.at("/components/messages")) {
            String name = message.path("name").asText();
            MessageType type = Objects.requireNonNull(TODAY.get(name), () -> "the last release still sends a " + name);
            JsonNode said = message.at("/examples/0/payload");

            assertThat(readers.wrong(name, said))
                    .as("%s of the last release; a component that it does not send has to be @Nullable", name)
                    .isEmpty();
            assertThat(JSON.treeToValue(said.path("data"), type.record()))
                    .as(name)
                    .isNotNull();
        }
    }

    @Test
    void whatThisReleaseSaysIsReadByTheLast() {
        MessageCheck readers = MessageCheck.of(released);
        for (MessageType message : TODAY.values()) {
            if (released.at("/components/messages").has(message.name())) {
                assertThat(readers.wrong(message.name(), MessageComponents.sample(message)))
                        .as("%s for the last release, which needs all that it knew", message.name())
                        .isEmpty();
            }
        }
    }

    /** A sample names one constant of each enumeration, so these are compared as they are. */
    @Test
    void noEnumerationOfTheLastReleaseHasGrown() {
        JsonNode today = AsyncApi.document(PublishedDocuments.DOCS, false);
        List<String> grown = new ArrayList<>();
        enumerations(today.at("/components/schemas"), "").forEach((path, constants) -> {
            Set<String> known =
                    enumerations(released.at("/components/schemas"), "").get(path);
            if (known != null && !known.containsAll(constants)) {
                grown.add(path + " has " + constants + ", and the last release reads " + known);
            }
        });

        assertThat(grown)
                .as(
                        "the last release would park such a message: let one release read the constant before another says it")
                .isEmpty();
        assertThat(enumerations(today.at("/components/schemas"), "")).isNotEmpty();
    }

    private static Map<String, Set<String>> enumerations(JsonNode schema, String path) {
        Map<String, Set<String>> all = new TreeMap<>();
        if (schema.path("enum").isArray()) {
            Set<String> constants = new HashSet<>();
            schema.path("enum").forEach(constant -> constants.add(constant.asText()));
            all.put(path, constants);
        }
        schema.properties().forEach(field -> all.putAll(enumerations(field.getValue(), path + "/" + field.getKey())));
        return all;
    }
}
