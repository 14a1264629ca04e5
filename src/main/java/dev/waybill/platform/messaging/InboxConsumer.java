package dev.waybill.platform.messaging;

import com.rabbitmq.client.Channel;
import dev.waybill.platform.base.Gathering;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes one queue: handles the messages that have come, up to a batch, and acknowledges them after the commit of the
 * inbox. Under load batches grow by themselves; an idle system handles each message at once. The consumer waits in place
 * only for a database that is away. After other failures the messages are handled one by one, then parked raw; a delivery
 * that cannot even be parked stays unacknowledged and is retried periodically, while the rest of the queue continues: the
 * sequences keep the order. Nothing is returned to the broker, because a quorum queue drops what was returned too often.
 */
final class InboxConsumer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);
    private static final int BATCH = 100; // messages
    private static final int GATHERED_BATCH = 500;
    private static final int PREFETCH = 100; // deliveries, each of up to 100 messages
    private static final int ATTEMPTS = 3;
    private static final int LOOK_AFTER_LOSS_MS = 1_000;
    private static final int RETRY_MILLIS = 2_000;

    private record StuckDelivery(Unacknowledged delivery, Instant since, String cause) {}

    private final String queue;
    private final Inbox<?> inbox;
    private final DirectMessageListenerContainer container;
    private final LinkedBlockingQueue<Unacknowledged> deliveries = new LinkedBlockingQueue<>();
    private final List<StuckDelivery> stuck = new ArrayList<>();
    private final ConsumerState state = new ConsumerState();
    private final Attempts attempts;
    private final Gathering gathering;
    private final int most;
    private final Thread worker;
    private long retryAt;
    private volatile int held;
    private volatile boolean running;

    InboxConsumer(Inbox<?> inbox, ConcurrencyLimit limit, ConnectionFactory connections) {
        this.queue = inbox.queue();
        this.inbox = inbox;
        this.gathering = new Gathering(inbox.lag());
        this.most = inbox.lag().isZero() ? BATCH : GATHERED_BATCH;
        this.attempts = new Attempts(queue, limit, state);
        this.container = new DirectMessageListenerContainer(connections);
        container.setQueueNames(queue);
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(PREFETCH);
        container.setMissingQueuesFatal(false);
        container.setMonitorInterval(LOOK_AFTER_LOSS_MS);
        container.setRecoveryInterval(LOOK_AFTER_LOSS_MS);
        container.setFailedDeclarationRetryInterval(LOOK_AFTER_LOSS_MS);
        container.setMessagePropertiesConverter(new TolerantProperties());
        container.setBeanName(queue);
        container.setMessageListener((ChannelAwareMessageListener) this::received);
        container.afterPropertiesSet();
        this.worker = new Thread(this::work, "inbox-" + queue);
    }

    String queue() {
        return queue;
    }

    /** How many messages this process has received from the queue and not acknowledged yet. */
    int held() {
        return deliveries.size() + held;
    }

    /** How many of them have to wait because the consumer makes no progress; 0 while it does. */
    int delayed() {
        return state.isDelayed() ? held() : 0;
    }

    /** What the queue is stuck with, if it is. */
    Optional<StuckQueue> stuck(String context) {
        List<ConsumerState.Stuck> with = state.stuck();
        if (running && !worker.isAlive()) {
            with = List.of(new ConsumerState.Stuck("any", Instant.EPOCH, "the consumer's thread has ended"));
        }
        if (with.isEmpty()) {
            return Optional.empty();
        }
        ConsumerState.Stuck first = with.getFirst();
        return Optional.of(
                new StuckQueue(context, queue, first.message(), first.since(), first.cause(), with.size(), held()));
    }

    void received(Message message, @Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("a delivery without a channel cannot be acknowledged");
        }
        deliveries.addAll(Unacknowledged.of(message, channel));
    }

    private void work() {
        while (running) {
            try {
                Unacknowledged first =
                        stuck.isEmpty() ? deliveries.take() : deliveries.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    gather();
                    handle(first);
                }
                retryStuck();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                log.error("The consumer of {} failed between two batches and continues", queue, e);
            }
        }
    }

    private void gather() throws InterruptedException {
        if (deliveries.size() < most) {
            Thread.sleep(gathering.pause());
        }
    }

    /** Returns when each of the batch is acknowledged or stuck; what was handled before a failure is skipped then. */
    private void handle(Unacknowledged first) throws InterruptedException {
        List<Unacknowledged> batch = new ArrayList<>(List.of(first));
        Throwable failure = attempts.of(ATTEMPTS, first.name(), () -> {
            deliveries.drainTo(batch, most - batch.size());
            held = batch.size() + stuck.size();
            inbox.handle(batch.stream().map(Unacknowledged::delivery).toList());
        });
        if (failure == null && stuck.isEmpty()) {
            Unacknowledged.settleAll(batch);
        } else if (failure == null) {
            batch.forEach(Unacknowledged::settle);
        } else {
            log.error(
                    "{} can neither handle nor set aside {} messages together, and continues one by one",
                    queue,
                    batch.size(),
                    failure);
            for (Unacknowledged one : batch) {
                settle(one, Instant.now());
            }
        }
        gathering.done(batch.size());
        held = stuck.size();
    }

    /** Handles one delivery alone, or parks it raw, or is stuck with it. */
    private void settle(Unacknowledged one, Instant since) throws InterruptedException {
        Throwable failure = attempts.of(1, one.name(), () -> inbox.handle(List.of(one.delivery())));
        Throwable parking = failure == null
                ? null
                : attempts.of(1, one.name(), () -> inbox.parkRaw(one.delivery(), failure, ATTEMPTS + 1));
        if (parking == null) {
            one.settle();
            return;
        }
        log.debug("{} is stuck with {}", queue, one.name(), parking);
        stuck.add(new StuckDelivery(one, since, Failure.lastResort(parking, 1).cause()));
        state.stuckWith(stuck.stream()
                .map(it -> new ConsumerState.Stuck(it.delivery.name(), it.since, it.cause))
                .toList());
    }

    /** Retries what could not even be parked; the broker itself redelivers what came by a channel that was lost. */
    private void retryStuck() throws InterruptedException {
        if (stuck.isEmpty() || System.nanoTime() - retryAt < 0) {
            return;
        }
        List<StuckDelivery> again = List.copyOf(stuck);
        log.error(
                "{} is stuck with {} messages, which can be neither handled nor parked; they will be retried: {}: {}",
                queue,
                again.size(),
                again.getFirst().delivery.name(),
                again.getFirst().cause);
        stuck.clear();
        for (StuckDelivery one : again) {
            if (one.delivery.isOurs()) {
                settle(one.delivery, one.since);
            }
        }
        if (stuck.isEmpty()) {
            state.stuckWith(List.of());
            log.info("{} is no longer stuck", queue);
        }
        held = stuck.size();
        retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
    }

    @Override
    public void start() {
        startWorker();
        container.start();
    }

    void startWorker() {
        running = true;
        worker.start();
    }

    @Override
    public void stop() {
        running = false;
        container.stop();
        worker.interrupt();
        try {
            worker.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 200;
    }
}
