package dev.waybill.platform.embedded;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Which servers this process runs by itself: those that its configuration does not name.
 *
 * @param embeddedDatabase {@code spring.datasource.url} is absent
 * @param embeddedBroker {@code spring.rabbitmq.host} and {@code .addresses} are absent; this broker knows no {@code x-}
 *     arguments
 */
public record Infrastructure(boolean embeddedDatabase, boolean embeddedBroker) {

    /** Reads the decision from the configuration; an empty value counts as absent. */
    public static Infrastructure of(Environment environment) {
        boolean database = hasValue(environment, "spring.datasource.url");
        boolean broker =
                hasValue(environment, "spring.rabbitmq.host") || hasValue(environment, "spring.rabbitmq.addresses");
        return new Infrastructure(!database, !broker);
    }

    /** Nothing was configured: the process stands alone, as on somebody's first day with it. */
    public boolean entirelyEmbedded() {
        return embeddedDatabase && embeddedBroker;
    }

    boolean anyEmbedded() {
        return embeddedDatabase || embeddedBroker;
    }

    private static boolean hasValue(Environment environment, String property) {
        return Binder.get(environment).bind(property, Bindable.listOf(String.class)).orElse(List.of()).stream()
                .anyMatch(value -> !value.isBlank());
    }
}
