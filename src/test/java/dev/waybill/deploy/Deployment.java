package dev.waybill.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** Reads the files of a deployment. */
final class Deployment {

    static final List<String> CONTEXTS = List.of("ecommerce", "order", "billing", "inventory", "shipping", "desk");
    static final Path DIRECTORY = Path.of("src", "deploy");

    private Deployment() {}

    /** The documents of a YAML file, anchors and merges resolved. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> yaml(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            return StreamSupport.stream(new Yaml().loadAll(reader).spliterator(), false)
                    .map(document -> (Map<String, Object>) document)
                    .toList();
        }
    }

    /** The value at a path of keys; fails when there is none. */
    static Object at(Object from, String... keys) {
        Object place = from;
        for (String key : keys) {
            if (!(place instanceof Map<?, ?> map) || !map.containsKey(key)) {
                throw new AssertionError("there is no " + String.join(".", keys) + " in " + from);
            }
            place = map.get(key);
        }
        return place;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object from, String... keys) {
        return (Map<String, Object>) at(from, keys);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object from, String... keys) {
        return (List<Object>) at(from, keys);
    }
}
