package dev.waybill.platform.messaging;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may look at outboxes and at parked messages and help them, and the metrics of what waits. */
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

    @Bean
    AccessRules messageAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/outboxes", Role.OPERATOR),
                allow(HttpMethod.GET, "/api/parked-messages/**", Role.OPERATOR),
                allow(HttpMethod.POST, "/api/parked-messages/**", Role.OPERATOR));
    }

    @Bean
    SmartInitializingSingleton waitingMessages(List<ContextParts> contexts, MeterRegistry meters) {
        return () -> contexts.forEach(context -> {
            gauge(
                    meters,
                    context,
                    "waybill.messages.parked",
                    "Messages that could not be handled and wait for an operator",
                    parts -> parts.lanes().parkedCount());
            gauge(
                    meters,
                    context,
                    "waybill.messages.retried",
                    "Messages that failed and are tried again by themselves",
                    parts -> parts.lanes().retriedCount());
            gauge(
                    meters,
                    context,
                    "waybill.messages.unsent",
                    "Messages in the outbox that the broker has not confirmed yet",
                    parts -> parts.outbox().size());
        });
    }

    private static void gauge(
            MeterRegistry meters,
            ContextParts context,
            String name,
            String description,
            ToDoubleFunction<ContextParts> value) {
        Gauge.builder(name, context, value)
                .description(description)
                .tag("context", context.name())
                .register(meters);
    }
}
