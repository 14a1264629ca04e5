package dev.waybill.platform.operations;

import dev.waybill.platform.context.ContextRuntime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The outboxes of this process's contexts: what the broker has not confirmed yet. */
@RestController
class OutboxController {

    /**
     * What waits in an outbox.
     *
     * @param lagSeconds the age of the oldest message in it; 0 for none
     */
    record OutboxJson(String context, long messages, double lagSeconds) {}

    private final List<ContextRuntime> contexts;
    private final Clock clock;

    OutboxController(List<ContextRuntime> contexts, Clock clock) {
        this.contexts = contexts;
        this.clock = clock;
    }

    @GetMapping("/api/outboxes")
    List<OutboxJson> outboxes() {
        return contexts.stream()
                .map(context -> {
                    var waiting = context.outbox().waiting();
                    return new OutboxJson(context.name(), waiting.messages(), age(waiting.oldest()));
                })
                .toList();
    }

    private double age(@Nullable Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0;
    }
}
