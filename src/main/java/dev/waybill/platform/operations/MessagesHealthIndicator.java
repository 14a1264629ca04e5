package dev.waybill.platform.operations;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.messaging.StuckQueue;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the consumers of this process get on with their queues. While one is stuck the process is DEGRADED: it serves, so
 * no orchestrator should end it, but an operator has to look.
 */
@Component
final class MessagesHealthIndicator implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED", "a queue is stuck");

    private final List<ContextRuntime> contexts;

    MessagesHealthIndicator(List<ContextRuntime> contexts) {
        this.contexts = contexts;
    }

    @Override
    public Health health() {
        List<StuckQueue> stuck = contexts.stream()
                .flatMap(context -> context.messaging().stuck().stream())
                .toList();
        return stuck.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED).withDetail("stuck", stuck).build();
    }
}
