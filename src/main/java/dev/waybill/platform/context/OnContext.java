package dev.waybill.platform.context;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Decides {@link ConditionalOnContext} before the context's own classes are scanned. */
final class OnContext implements ConfigurationCondition {

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.PARSE_CONFIGURATION;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> attributes = metadata.getAnnotationAttributes(ConditionalOnContext.class.getName());
        List<String> run = Binder.get(context.getEnvironment())
                .bind("waybill.contexts", Bindable.listOf(String.class))
                .orElse(List.of());
        return run.isEmpty() || (attributes != null && run.contains(String.valueOf(attributes.get("value"))));
    }
}
