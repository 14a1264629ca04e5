package dev.waybill;

import dev.waybill.platform.context.Misconfigured;
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
            throw new Misconfigured(
                    "waybill.contexts names \"" + unknown + "\", which is no context",
                    "Name some of " + KNOWN.stream().sorted().toList() + ", or none for all.");
        });
        if (!run.isEmpty() && !run.contains("order")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("context selection", Map.of("camunda.bpm.enabled", "false")));
        }
    }
}
