package dev.waybill.platform.messaging;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.waybill.platform.eventstore.Turns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
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

    private record Delivery(String body, long tag, Channel channel) {}

    private final String queue;
    private final Inbox inbox;
    private final Turns turns;
    private final DirectMessageListenerContainer container;
    private final LinkedBlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
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
        container.setBeanName(queue);
        container.setMessageListener((ChannelAwareMessageListener) this::received);
        container.afterPropertiesSet();
        this.worker = new Thread(this::work, "inbox-" + queue);
    }

    private void received(Message message, @org.jspecify.annotations.Nullable Channel channel) {
        if (channel == null) {
            throw new IllegalStateException("a delivery without a channel cannot be acknowledged");
        }
        deliveries.add(new Delivery(
                new String(message.getBody(), StandardCharsets.UTF_8),
                message.getMessageProperties().getDeliveryTag(),
                channel));
    }

    private void work() {
        List<Delivery> batch = new ArrayList<>();
        while (running) {
            try {
                batch.add(deliveries.take());
                try (var turn = turns.take()) {
                    deliveries.drainTo(batch, BATCH - 1);
                    inbox.handle(batch.stream().map(Delivery::body).toList());
                }
                acknowledge(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.error(
                        "{}: a batch of {} could not be handled; the broker delivers it again", queue, batch.size(), e);
                giveBack(batch);
            }
            batch.clear();
        }
    }

    /** Deliveries of a channel come in order and are all done, so its last tag acknowledges them together. */
    private void acknowledge(List<Delivery> batch) {
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

    private void giveBack(List<Delivery> batch) {
        for (Delivery delivery : batch) {
            try {
                delivery.channel().basicNack(delivery.tag(), false, true);
            } catch (IOException | AlreadyClosedException e) {
                log.info("{}: the channel closed; the broker delivers again by itself", queue);
            }
        }
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
