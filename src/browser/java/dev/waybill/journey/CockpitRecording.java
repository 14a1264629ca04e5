package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/** The requests that a page made under /camunda, in the form of {@code cockpit-allow-list.txt}. */
final class CockpitRecording {

    private static final Pattern LISTED =
            Pattern.compile("(?<request>[A-Z]+ \\S+)(?: \\?(?<parameters>\\S+))?(?: \\{(?<fields>[^{}]*)})?");

    /** What came with the requests of one method and path: names of query parameters and of fields of the body. */
    record Names(Set<String> parameters, Set<String> fields) {

        Names() {
            this(new TreeSet<>(), new TreeSet<>());
        }

        @Override
        public String toString() {
            return (parameters.isEmpty() ? "" : " ?" + String.join("&", parameters))
                    + (fields.isEmpty() ? "" : " {" + String.join(" ", fields) + "}");
        }
    }

    private final Map<String, Names> made = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    CockpitRecording(Page page) {
        page.onResponse(this::record);
    }

    private void record(Response response) {
        URI uri = URI.create(response.url().replace("[", "%5B").replace("]", "%5D"));
        if (!uri.getPath().startsWith("/camunda/")) {
            return;
        }
        String request = response.request().method() + " " + template(uri.getRawPath());
        if (response.status() == 403) {
            refused.add(request);
            return;
        }
        if (response.status() >= 400) {
            failed.add(response.status() + " " + request);
        }
        Names names = made.computeIfAbsent(request, first -> new Names());
        Stream.ofNullable(uri.getRawQuery())
                .flatMap(query -> Stream.of(query.split("&")))
                .map(parameter -> URLDecoder.decode(parameter.split("=")[0], StandardCharsets.UTF_8))
                .forEach(names.parameters()::add);
        if (response.request().postData() != null) {
            collectFields(json(response.request().postData()), "", names.fields());
        }
    }

    private static String template(String path) {
        return path.replaceFirst("(/process-definition/)[^/:]+:[^/]+", "$1{definition}")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "{id}")
                .replaceFirst("/user/[^/]+/profile", "/user/{user}/profile")
                .replaceFirst("(/(?:cockpit|app|scripts|styles|locales|assets|lib)/)[^/]+\\.\\w+$", "$1{file}");
    }

    private static JsonNode json(String body) {
        try {
            return Shop.JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collectFields(JsonNode body, String parent, Set<String> fields) {
        body.properties().forEach(field -> {
            List<JsonNode> objects = new ArrayList<>();
            (field.getValue().isArray() ? field.getValue() : List.of(field.getValue())).forEach(value -> {
                if (value.isObject()) {
                    objects.add(value);
                }
            });
            objects.forEach(object -> collectFields(object, parent + field.getKey() + ".", fields));
            if (objects.isEmpty()) {
                fields.add(parent + field.getKey());
            }
        });
    }

    /** Requests that were answered 403. */
    List<String> refused() {
        return refused;
    }

    /** Requests that were answered with another error. */
    List<String> failed() {
        return failed;
    }

    /** All that was made and not refused, with its names. */
    Map<String, String> made() {
        return text(made);
    }

    /** The list as it is shipped, in the same form. */
    static Map<String, String> listed() throws IOException {
        Map<String, Names> listed = new TreeMap<>();
        new ClassPathResource("cockpit-allow-list.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .map(LISTED::matcher)
                .filter(Matcher::matches)
                .forEach(line -> listed.put(
                        line.group("request"),
                        new Names(names(line.group("parameters"), "&"), names(line.group("fields"), " "))));
        return text(listed);
    }

    private static Set<String> names(String list, String separator) {
        return list == null ? Set.of() : new TreeSet<>(List.of(list.split(separator)));
    }

    private static Map<String, String> text(Map<String, Names> requests) {
        Map<String, String> text = new LinkedHashMap<>();
        requests.forEach((request, names) -> text.put(request, names.toString()));
        return text;
    }
}
