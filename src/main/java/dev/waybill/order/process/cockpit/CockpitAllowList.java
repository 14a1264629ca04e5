package dev.waybill.order.process.cockpit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** The requests that Cockpit may make, one a line of {@code cockpit-allow-list.txt}; there are no others. */
final class CockpitAllowList {

    private static final String FILE = "cockpit-allow-list.txt";

    private record Listed(CockpitRequest request, Pattern path) {}

    private final Map<String, List<Listed>> byMethod;

    CockpitAllowList(List<CockpitRequest> requests) {
        this.byMethod = requests.stream()
                .map(request -> new Listed(request, request.pathPattern()))
                .collect(Collectors.groupingBy(listed -> listed.request().method()));
    }

    /** The list as it is shipped. */
    static CockpitAllowList read() {
        return new CockpitAllowList(requests());
    }

    /** The lines of the file, without blank ones and comments. */
    static List<CockpitRequest> requests() {
        try {
            return new ClassPathResource(FILE)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(CockpitRequest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entry for a method and a path as it came over the wire, undecoded. */
    Optional<CockpitRequest> find(String method, String path) {
        return byMethod.getOrDefault(method, List.of()).stream()
                .filter(listed -> listed.path().matcher(path).matches())
                .map(Listed::request)
                .findFirst();
    }
}
