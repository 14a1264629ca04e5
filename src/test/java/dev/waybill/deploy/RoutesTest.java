package dev.waybill.deploy;

import static dev.waybill.deploy.Deployment.at;
import static dev.waybill.deploy.Deployment.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Both ingresses route every path of a context's controllers to that context. */
class RoutesTest {

    private static final Pattern LOCATION = Pattern.compile("location (~ )?(\\S+) +\\{\\s*proxy_pass http://([^;]+);");

    private record Location(boolean regex, String path, String upstream) {}

    @Test
    void leadToTheContextsInNginx() throws IOException {
        List<Location> locations = new ArrayList<>();
        Matcher matcher = LOCATION.matcher(Files.readString(Deployment.DIRECTORY.resolve("ingress.conf")));
        while (matcher.find()) {
            locations.add(new Location(matcher.group(1) != null, matcher.group(2), matcher.group(3)));
        }
        assertThat(locations).hasSizeGreaterThan(Deployment.CONTEXTS.size());
        owned().forEach((path, context) ->
                assertThat(upstream(locations, path)).as(path).isEqualTo(context));
        assertThat(upstream(locations, "/camunda/app/cockpit/default/")).isEqualTo("order");
        assertThat(upstream(locations, "/")).isEqualTo("desk");
    }

    /** As nginx chooses: the first expression that matches, else the longest beginning. */
    private static String upstream(List<Location> locations, String path) {
        Stream<Location> expressions = locations.stream()
                .filter(location -> location.regex()
                        && Pattern.compile(location.path().replaceAll("\\?<\\w+>", ""))
                                .matcher(path)
                                .find());
        Stream<Location> beginnings = locations.stream()
                .filter(location -> !location.regex() && path.startsWith(location.path()))
                .sorted(Comparator.comparingInt(location -> -location.path().length()));
        return Stream.concat(expressions, beginnings).findFirst().orElseThrow().upstream();
    }

    @Test
    void leadToTheContextsInKubernetes() throws IOException {
        Object rule = list(
                        Deployment.yaml(Deployment.DIRECTORY.resolve("kubernetes/ingress.yaml"))
                                .getFirst(),
                        "spec",
                        "rules")
                .getFirst();
        Map<String, String> services = new TreeMap<>();
        for (Object path : list(rule, "http", "paths")) {
            services.put((String) at(path, "path"), (String) at(path, "backend", "service", "name"));
        }
        owned().forEach((path, context) ->
                assertThat(service(services, path)).as(path).isEqualTo(context));
        assertThat(service(services, "/camunda/app/cockpit/default/")).isEqualTo("order");
    }

    /** As pathType Prefix chooses: the longest beginning of whole elements. */
    private static String service(Map<String, String> services, String path) {
        return services.keySet().stream()
                .filter(prefix -> prefix.equals("/") || path.equals(prefix) || path.startsWith(prefix + "/"))
                .max(Comparator.comparingInt(String::length))
                .map(services::get)
                .orElseThrow();
    }

    /** Example paths of all that the contexts' own controllers answer, each with its context. */
    private static Map<String, String> owned() throws IOException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        Map<String, String> owned = new TreeMap<>();
        for (String context : Deployment.CONTEXTS) {
            for (BeanDefinition controller : scanner.findCandidateComponents("dev.waybill." + context)) {
                paths(controller.getBeanClassName()).forEach(path -> owned.put(path, context));
            }
        }
        assertThat(owned).hasSizeGreaterThan(30);
        return owned;
    }

    private static List<String> paths(String controller) throws IOException {
        Class<?> type;
        try {
            type = Class.forName(controller);
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
        RequestMapping common = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
        String base = common == null ? "" : String.join("", common.path());
        return Arrays.stream(type.getDeclaredMethods())
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .filter(mapping -> mapping != null)
                .flatMap(mapping -> mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path()))
                .map(path -> (base + path).replaceAll("\\{\\w+}", "x"))
                .toList();
    }
}
