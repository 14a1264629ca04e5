package dev.waybill.platform.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Ends the start when a controller of the API answers a call that no {@link AccessRule} covers. */
@Component
final class UnruledPaths implements SmartInitializingSingleton {

    /** The bean with the paths of controllers; that of the actuator has others. */
    private static final String CONTROLLERS = "requestMappingHandlerMapping";

    private final RequestMappingHandlerMapping mappings;
    private final List<AccessRule> rules;

    UnruledPaths(Map<String, RequestMappingHandlerMapping> mappings, List<AccessRules> contexts) {
        this.mappings = Objects.requireNonNull(mappings.get(CONTROLLERS));
        this.rules =
                contexts.stream().flatMap(context -> context.rules().stream()).toList();
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> unruled = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .flatMap(path -> methods(mapping).stream()
                                .filter(method -> !isRuled(method, path))
                                .map(method -> method + " " + path)))
                .collect(Collectors.toSet());
        if (!unruled.isEmpty()) {
            throw new IllegalStateException("no access rule names the roles that may call " + unruled
                    + ": add one to the AccessRules of the context that answers it");
        }
    }

    private static Set<String> methods(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return (methods.isEmpty() ? Set.of(RequestMethod.values()) : methods)
                .stream().map(RequestMethod::name).collect(Collectors.toSet());
    }

    /** A pattern is covered by a rule that matches a path of it. */
    private boolean isRuled(String method, String path) {
        PathContainer sample = PathContainer.parsePath(path.replaceAll("\\{[^}]*}", "x"));
        return rules.stream()
                .filter(rule -> rule.covers(method))
                .map(rule -> PathPatternParser.defaultInstance.parse(rule.path()))
                .anyMatch((PathPattern pattern) -> pattern.matches(sample));
    }
}
