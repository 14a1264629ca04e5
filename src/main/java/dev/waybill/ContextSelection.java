package dev.waybill;

import dev.waybill.platform.base.Misconfigured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Checks {@code waybill.contexts}, leaves the process engine out of a process that does not run orders, and gives the
 * connection pool the size that the number of contexts needs. Explicit settings win.
 */
final class ContextSelection implements EnvironmentPostProcessor {

    private static final String POOL_SIZE = "spring.datasource.hikari.maximum-pool-size";
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
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(
                POOL_SIZE,
                poolSize(run.isEmpty() ? KNOWN.size() : Set.copyOf(run).size()));
        if (!run.isEmpty() && !run.contains("order")) {
            defaults.put("camunda.bpm.enabled", "false");
        }
        environment.getPropertySources().addLast(new MapPropertySource("context selection", defaults));
    }

    /** Ten processes of one context each stay below the 100 connections of a PostgreSQL that has its defaults. */
    private static int poolSize(int contexts) {
        return Math.min(20, 4 + 3 * contexts);
    }
}
