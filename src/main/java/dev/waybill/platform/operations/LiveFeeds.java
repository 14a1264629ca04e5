package dev.waybill.platform.operations;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.live.LiveFeed;
import dev.waybill.platform.live.LiveProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the feeds of all contexts: they start last, and end before the web server waits for its requests. */
@Component
class LiveFeeds implements SmartLifecycle {

    private final List<ContextRuntime> contexts;
    private final LiveProperties settings;
    private final MeterRegistry meters;
    private volatile boolean running;

    LiveFeeds(List<ContextRuntime> contexts, LiveProperties settings, MeterRegistry meters) {
        this.contexts = contexts;
        this.settings = settings;
        this.meters = meters;
    }

    private void count(ContextRuntime context) {
        Gauge.builder(
                        "waybill.live.clients",
                        context,
                        c -> c.feeds().stream().mapToInt(LiveFeed::size).sum())
                .description("Clients that follow a live stream of this process")
                .tag("context", context.name())
                .register(meters);
    }

    @Override
    public void start() {
        running = true;
        for (ContextRuntime context : contexts) {
            count(context);
            context.feeds().forEach(feed -> feed.start(settings.beat()));
        }
    }

    @Override
    public void stop() {
        running = false;
        contexts.forEach(context -> context.feeds().forEach(LiveFeed::stop));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
