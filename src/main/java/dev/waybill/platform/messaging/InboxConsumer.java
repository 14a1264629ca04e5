package dev.waybill.platform.messaging;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.eventstore.Turns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ChannelProxy;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes one queue: takes what is there, up to a batch, and acknowledges it when the inbox has it. Under load batches
 * grow by themselves; an idle system handles each message at once.
 */
final class InboxConsumer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);
    private static final int BATCH = 100;
    private static final int PREFETCH = 250;
    private static final int LOOK_AFTER_LOSS_MS = 1_000;
    private static final int PAUSE_MILLIS = 500;

    private record Unacknowledged(Delivery delivery, long tag, Channel channel) {}

    private final String queue;
    private final Inbox inbox;
    private final Turns turns;
    private final DirectMessageListenerContainer container;
    private final LinkedBlockingQueue<Unacknowledged> deliveries = new LinkedBlockingQueue<>();
    private final Thread worker;
    private volatile boolean running;

    InboxConsumer(String queue, Inbox inbox, Turns turns, ConnectionFactory connections) {
        this.queue = queue;
        this.inbox = inbox;
        this.turns = turns;
        this.container = new DirectMessageListenerContainer(connections);
        container.setQueueNames(queue);
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(PREFETCH);
        container.setMissingQueuesFatal(false);
        container.setMonitorInterval(LOOK_AFTER_LOSS_MS);
        container.setRecoveryInterval(LOOK_AFTER_LOSS_MS);
        container.setFailedDeclarationRetryInterval(LOOK_AFTER_LOSS_MS);
        container.setBeanName(queue);
        container.setMessageListener((ChannelAwareMessageListener) this::received);
        container.afterPropertiesSet();
        this.worker = new Thread(this::work, "inbox-" + queue);
    }

    private void received(Message message, @org.jspecify.annotations.Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("a delivery without a channel cannot be acknowledged");
        }
        deliveries.add(new Unacknowledged(
                Delivery.of(message), message.getMessageProperties().getDeliveryTag(), itself(channel)));
    }

    /** The channel of the delivery: its proxy would open another one after a loss, to which the tag means nothing. */
    private static Channel itself(Channel channel) {
        return channel instanceof ChannelProxy proxy ? proxy.getTargetChannel() : channel;
    }

    private void work() {
        List<Unacknowledged> batch = new ArrayList<>();
        while (running) {
            try {
                batch.add(deliveries.take());
                handle(batch);
                acknowledge(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            batch.clear();
        }
    }

    /** Returns when the inbox has the batch: what was handled before a failure is passed over the next time. */
    private void handle(List<Unacknowledged> batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (var turn = turns.take()) {
                if (attempt == 1) {
                    deliveries.drainTo(batch, BATCH - 1);
                }
                inbox.handle(batch.stream().map(Unacknowledged::delivery).toList());
                if (attempt > 1) {
                    log.info("{} goes on at attempt {}", queue, attempt);
                }
                return;
            } catch (RuntimeException | Error e) {
                report(e, attempt, batch.size());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Once, and then every half minute. */
    private void report(Throwable failure, int attempt, int size) {
        if (attempt % 60 != 1) {
            log.debug("{} cannot handle {} messages at attempt {}", queue, size, attempt, failure);
        } else if (DatabaseAway.isBehind(failure)) {
            log.warn("{} waits for the database with {} messages: {}", queue, size, failure.getMessage());
        } else {
            log.error("{} cannot handle {} messages, nor park them, and goes on trying", queue, size, failure);
        }
    }

    /** Deliveries of a channel come in order and are all done, so its last tag acknowledges them together. */
    private void acknowledge(List<Unacknowledged> batch) {
        Map<Channel, Long> last = new LinkedHashMap<>();
        batch.forEach(delivery -> last.put(delivery.channel(), delivery.tag()));
        last.forEach((channel, tag) -> {
            try {
                channel.basicAck(tag, true);
            } catch (IOException | AlreadyClosedException e) {
                log.info("{}: the channel closed before its acknowledgement; what comes again is passed over", queue);
            }
        });
    }

    @Override
    public void start() {
        running = true;
        worker.start();
        container.start();
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
