package dev.waybill.order.process.cockpit;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that Cockpit may make: its method, its path with placeholders, the names of its query parameters, and the
 * fields of its JSON body, where {@code sorting.sortBy} is a field of the objects in the field {@code sorting}.
 */
record CockpitRequest(String method, String path, Set<String> parameters, Set<String> fields) {

    private static final Pattern LINE =
            Pattern.compile("(GET|POST|PUT)\\s+(/\\S+)(?:\\s+\\?(\\S+))?(?:\\s+\\{\\s*([^{}]*?)\\s*})?");
    private static final Pattern EVALUATED = Pattern.compile("(?i)(?:.*\\.)?orQueries|.*Expression");

    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Map<String, String> PLACEHOLDERS = Map.of(
            "id",
            UUID,
            "definition",
            "(?:[A-Za-z_][A-Za-z0-9._-]*:[0-9]+:)?" + UUID,
            "user",
            "[A-Za-z0-9][A-Za-z0-9._@-]*",
            "file",
            "[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    CockpitRequest {
        Stream.of(parameters, fields)
                .flatMap(Set::stream)
                .filter(name -> EVALUATED.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the engine would evaluate " + name + " of " + path);
                });
    }

    /** Reads a line such as {@code POST /camunda/api/…/job ?firstResult&maxResults {processInstanceId}}. */
    static CockpitRequest parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a request that Cockpit may make: " + line);
        }
        return new CockpitRequest(
                parts.group(1), parts.group(2), names(parts.group(3), "&"), names(parts.group(4), "\\s+"));
    }

    private static Set<String> names(@Nullable String list, String separator) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(separator))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The path as an expression that matches it as it travels: no placeholder matches an encoded character. */
    Pattern pathPattern() {
        Matcher placeholders = PLACEHOLDER.matcher(path);
        var pattern = new StringBuilder();
        int end = 0;
        while (placeholders.find()) {
            String allowed = PLACEHOLDERS.get(placeholders.group(1));
            if (allowed == null) {
                throw new IllegalArgumentException("unknown placeholder in " + path);
            }
            pattern.append(Pattern.quote(path.substring(end, placeholders.start())))
                    .append(allowed);
            end = placeholders.end();
        }
        return Pattern.compile(pattern + Pattern.quote(path.substring(end)));
    }
}
