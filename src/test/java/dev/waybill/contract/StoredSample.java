package dev.waybill.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.personal.PersonalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An event as it was stored in one of its schema versions. */
record StoredSample<S, E>(StoredFamily<S, E> family, String name, int version) {

    static final Path KEPT = Path.of("src", "test", "resources", "approved", "stored");

    private static final ObjectMapper JSON = PersonalJson.plain().build();

    /** The sample's file below the folder of all that is kept. */
    String file() {
        return "%s/%s@%d.json".formatted(family.folder(), name, version);
    }

    /** Whether events are still written like this. */
    boolean isCurrent() {
        return version == family.types().versionOf(name);
    }

    /** The form in which it would be stored today. */
    JsonNode broughtUp() throws IOException {
        return family.types().current(name, version, JSON.readTree(Files.readString(KEPT.resolve(file()))));
    }

    /** The event that the program reads. */
    E event() throws IOException {
        return JSON.treeToValue(broughtUp(), family.types().classOf(name));
    }

    /** The form in which an event is stored. */
    static JsonNode stored(Object event) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(event));
    }

    @Override
    public String toString() {
        return file();
    }
}
