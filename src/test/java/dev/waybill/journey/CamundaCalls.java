package dev.waybill.journey;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;

/** Every call that Camunda's web applications answer, read from the annotations of their resources. */
final class CamundaCalls {

    private static final String ANY_ID = "0a0b0c0d-1111-2222-3333-444455556666";
    private static final int DEEPEST = 8;

    /** A method and a path whose placeholders are filled. */
    record Call(String method, String path) {}

    private CamundaCalls() {}

    /** The calls of all five applications; the web application has to be running in this JVM. */
    static Set<Call> all() {
        Map<String, Application> applications = Map.of(
                "engine", new EngineRestApplication(),
                "cockpit", new CockpitApplication(),
                "admin", new AdminApplication(),
                "tasklist", new TasklistApplication(),
                "welcome", new WelcomeApplication());
        Set<Call> calls = new LinkedHashSet<>();
        applications.forEach((name, application) -> application.getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .forEach(type ->
                        collect(type, join("/camunda/api/" + name, type.getAnnotation(Path.class)), DEEPEST, calls)));
        return calls;
    }

    /** The path with each placeholder filled by the id of nothing, or by the name of the only engine. */
    static String filled(String template) {
        return template.replaceAll("\\{(name|engine|engineName)}", "default").replaceAll("\\{[^{}]*}", ANY_ID);
    }

    private static void collect(Class<?> type, String path, int depth, Set<Call> calls) {
        for (Method method : type.getMethods()) {
            Optional<Path> own = annotation(method, Path.class);
            String deeper = own.map(suffix -> join(path, suffix)).orElse(path);
            List<String> verbs = verbs(method);
            verbs.forEach(verb -> calls.add(new Call(verb, filled(deeper))));
            if (verbs.isEmpty() && own.isPresent() && depth > 0) {
                collect(method.getReturnType(), deeper, depth - 1, calls);
            }
        }
    }

    private static String join(String path, Path suffix) {
        return (path + "/" + suffix.value()).replaceAll("/+", "/");
    }

    private static List<String> verbs(Method method) {
        List<String> verbs = new ArrayList<>();
        declarations(method)
                .flatMap(declared -> Stream.of(declared.getAnnotations()))
                .map(found -> found.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .forEach(found -> verbs.add(found.value()));
        return verbs;
    }

    private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> type) {
        return declarations(method)
                .map(declared -> declared.getAnnotation(type))
                .filter(found -> found != null)
                .findFirst();
    }

    /** The method and what it overrides: an interface may have the annotations. */
    private static Stream<Method> declarations(Method method) {
        Stream<Method> above = Stream.concat(
                        Stream.of(method.getDeclaringClass().getInterfaces()),
                        Stream.ofNullable(method.getDeclaringClass().getSuperclass()))
                .flatMap(type -> {
                    try {
                        return declarations(type.getMethod(method.getName(), method.getParameterTypes()));
                    } catch (NoSuchMethodException e) {
                        return Stream.empty();
                    }
                });
        return Stream.concat(Stream.of(method), above);
    }
}
