package dev.waybill.platform.operations;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.messaging.StuckQueue;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may see outboxes and parked messages, and redrive these; the metrics of what waits. */
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

    /** A predecessor on another connection, or of another copy, is here in less. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    AccessRules messageAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/outboxes", Role.OPERATOR),
                allow(HttpMethod.GET, "/api/parked-messages/**", Role.OPERATOR),
                allow(HttpMethod.POST, "/api/parked-messages/**", Role.OPERATOR));
    }

    @Bean
    SmartInitializingSingleton waitingMessages(List<ContextRuntime> contexts, MeterRegistry meters) {
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
                    "waybill.messages.early",
                    "Messages that have waited for their predecessor for more than " + PATIENCE.toSeconds() + " s",
                    parts -> parts.lanes().earlyCount(PATIENCE));
            gauge(
                    meters,
                    context,
                    "waybill.messages.unsent",
                    "Messages in the outbox that the broker has not confirmed yet",
                    parts -> parts.outbox().size());
        });
    }

    /** The queues are known once all contexts have subscribed. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> stuckQueues(List<ContextRuntime> contexts, MeterRegistry meters) {
        return ready -> contexts.forEach(context -> context.messaging()
                .queues()
                .forEach(queue -> Gauge.builder("waybill.messages.stuck", context, parts -> stuck(parts, queue))
                        .description("Messages that a consumer can neither handle nor park, or handles without an end")
                        .tag("context", context.name())
                        .tag("queue", queue)
                        .register(meters)));
    }

    private static int stuck(ContextRuntime context, String queue) {
        return context.messaging().stuck().stream()
                .filter(stuck -> stuck.queue().equals(queue))
                .mapToInt(StuckQueue::messages)
                .sum();
    }

    private static void gauge(
            MeterRegistry meters,
            ContextRuntime context,
            String name,
            String description,
            ToDoubleFunction<ContextRuntime> value) {
        Gauge.builder(name, context, value)
                .description(description)
                .tag("context", context.name())
                .register(meters);
    }
}
