package dev.waybill.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.Known;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.platform.personal.PersonalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Copies of the last release and of this one run side by side, so each reads what the other sends. The last release's
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
    void whatTheLastReleaseSendsIsReadByThisOne() throws IOException {
        MessageCheck readers = MessageCheck.published();
        for (JsonNode message : released.at("/components/messages")) {
            String name = message.path("name").asText();
            MessageType type = Objects.requireNonNull(TODAY.get(name), () -> "the last release still sends a " + name);
            JsonNode sent = message.at("/examples/0/payload");

            assertThat(readers.wrong(name, sent))
                    .as("%s of the last release; a component that it does not send has to be @Nullable", name)
                    .isEmpty();
            assertThat(JSON.treeToValue(sent.path("data"), type.record()))
                    .as(name)
                    .isNotNull();
        }
    }

    @Test
    void whatThisReleaseSendsIsReadByTheLast() {
        MessageCheck readers = MessageCheck.of(released);
        for (MessageType message : TODAY.values()) {
            if (released.at("/components/messages").has(message.name())) {
                assertThat(readers.wrong(message.name(), MessageComponents.sample(message)))
                        .as("%s for the last release, which needs all that it knew", message.name())
                        .isEmpty();
            }
        }
    }

    /** What this release knows of a text may be an enumeration of the last one, which parks what it does not know. */
    @Test
    void noTextIsSentThatTheLastReleaseWouldPark() {
        List<String> grown = new ArrayList<>();
        for (Class<? extends Enum<?>> known : known()) {
            JsonNode closed = released.at("/components/schemas/" + known.getSimpleName() + "/enum");
            Set<String> read = closed.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
            List<String> sent =
                    Arrays.stream(known.getEnumConstants()).map(Enum::name).toList();
            if (closed.isArray() && !read.containsAll(sent)) {
                grown.add(known.getSimpleName() + " has " + sent + ", and the last release reads " + read);
            }
        }

        assertThat(grown)
                .as("let one release read the text before another one sends it")
                .isEmpty();
        assertThat(known()).isNotEmpty();
    }

    private static Set<Class<? extends Enum<?>>> known() {
        return TODAY.values().stream()
                .flatMap(message -> Arrays.stream(message.record().getRecordComponents()))
                .map(component -> component.getAnnotation(Known.class))
                .filter(Objects::nonNull)
                .map(Known::value)
                .collect(Collectors.toSet());
    }
}
