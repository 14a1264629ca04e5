package dev.waybill;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Checks {@code waybill.contexts}, and leaves the process engine out of a process that does not run orders. */
final class ContextSelection implements EnvironmentPostProcessor {

    private static final Set<String> KNOWN = Set.of("ecommerce", "order", "billing", "inventory", "shipping", "desk");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<String> run = Binder.get(environment)
                .bind("waybill.contexts", Bindable.listOf(String.class))
                .orElse(List.of());
        run.stream().filter(context -> !KNOWN.contains(context)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("waybill.contexts names \"" + unknown + "\", but there are only "
                    + KNOWN.stream().sorted().toList());
        });
        if (!run.isEmpty() && !run.contains("order")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("context selection", Map.of("camunda.bpm.enabled", "false")));
        }
    }
}
