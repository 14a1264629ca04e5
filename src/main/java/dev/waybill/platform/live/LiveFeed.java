package dev.waybill.platform.live;

import dev.waybill.platform.base.WakeableWorker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The clients that follow something of one context. A client costs a map entry while it is idle: no thread, no query.
 * When a topic moves, each of its clients is served in a virtual thread of its own, so that a slow one delays no other.
 */
public final class LiveFeed {

    /** What has moved. */
    public interface Moved {

        /** The topics that have moved since the last call. */
        Set<String> topics();

        /** Skips what has moved so far. */
        void fromNow();
    }

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Map<String, Set<LiveClient>> clients = new ConcurrentHashMap<>();
    private final Moved moved;
    private final WakeableWorker thread;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService heart;
    private boolean alone = true;

    /** @param moved read when the feed is woken, and periodically for what another process has moved */
    public LiveFeed(String name, Moved moved) {
        this.moved = moved;
        this.thread = new WakeableWorker("live-" + name, LOOK, this::work);
        this.heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("live-beat-" + name).factory());
    }

    /** Looks at once for what has moved. */
    public void wake() {
        thread.wake();
    }

    /** How many clients are connected. */
    public int size() {
        return clients.values().stream().mapToInt(Set::size).sum();
    }

    /** Connects a client that follows a topic from after an id on; a request for the head only is completed at once. */
    public SseEmitter open(String topic, LiveSource source, String after, LiveVisitor visitor) {
        var emitter = new SseEmitter(0L);
        if (visitor.wantsHeadOnly()) {
            emitter.complete();
            return emitter;
        }
        Runnable place = visitor.take();
        var client = new LiveClient(emitter, source, after, gone -> {
            forget(topic, gone);
            place.run();
        });
        // A set that is empty is removed from the map, so a client is added where no removal can come between.
        clients.compute(topic, (key, all) -> with(all, client));
        client.beat(); // the request's own thread writes the headers with it; a second one would get in its way
        senders.execute(client::look);
        thread.wake();
        return emitter;
    }

    private static Set<LiveClient> with(@Nullable Set<LiveClient> some, LiveClient client) {
        Set<LiveClient> all = some == null ? ConcurrentHashMap.newKeySet() : some;
        all.add(client);
        return all;
    }

    private void forget(String topic, LiveClient client) {
        clients.computeIfPresent(topic, (key, all) -> {
            all.remove(client);
            return all.isEmpty() ? null : all;
        });
    }

    /** Nothing is read while no client is connected; the first one then reads what it has missed itself. */
    private boolean work() {
        if (clients.isEmpty()) {
            alone = true;
        } else if (alone) {
            moved.fromNow();
            alone = false;
            clients.values().forEach(this::serve);
        } else {
            moved.topics().forEach(topic -> serve(clients.getOrDefault(topic, Set.of())));
        }
        return false;
    }

    private void serve(Set<LiveClient> some) {
        some.forEach(client -> senders.execute(client::look));
    }

    /**
     * Begins to look.
     *
     * @param beat between two signs of life on a stream without news
     */
    public void start(Duration beat) {
        thread.start();
        heart.scheduleAtFixedRate(
                () -> clients.values().forEach(all -> all.forEach(client -> senders.execute(client::beat))),
                beat.toMillis(),
                beat.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Ends all connections, which the web server would otherwise wait for. */
    public void stop() {
        heart.shutdownNow();
        thread.stop();
        clients.values().forEach(all -> all.forEach(LiveClient::end));
        senders.shutdown();
    }
}
