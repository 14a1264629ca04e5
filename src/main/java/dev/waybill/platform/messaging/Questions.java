package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.personal.PersonalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Questions between contexts and their answers. They change nothing by themselves, so they need neither outbox nor inbox:
 * they are sent at once, are in no order, are not persistent in the broker, and a lost one is asked again.
 */
@Component
public final class Questions {

    private static final Logger log = LoggerFactory.getLogger(Questions.class);
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    /** Questions gather while a context is away; after this time their answers are no longer waited for. */
    private static final Duration WORTH_ANSWERING = Duration.ofMinutes(1);

    private static final int PREFETCH = 50;

    private final PublishedLanguage language;
    private final ConnectionFactory connections;
    private final RabbitTemplate template;
    private final Clock clock;

    Questions(PublishedLanguage language, ConnectionFactory connections, Clock clock) {
        this.language = language;
        this.connections = connections;
        this.template = new RabbitTemplate(connections);
        this.clock = clock;
    }

    /** Sends a message at once, whether or not the current transaction commits. */
    public void send(String source, String subject, Object message) {
        String id = UUID.randomUUID().toString();
        String type = message.getClass().getSimpleName();
        var envelope = new Envelope(
                id,
                source,
                type,
                subject,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                subject,
                id,
                null,
                "",
                CurrentInitiator.get(),
                JSON.valueToTree(message));
        Message body = MessageBuilder.withBody(
                        EnvelopeJson.write(envelope).toString().getBytes(StandardCharsets.UTF_8))
                .setContentType(EnvelopeJson.CONTENT_TYPE)
                .setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
                .setMessageId(id)
                .build();
        template.send(language.exchangeOf(message), type, body);
    }

    /** How many messages wait in a queue. */
    public long waitingIn(String queue) {
        Long count = template.execute(channel -> channel.messageCount(queue));
        return count == null ? 0 : count;
    }

    /**
     * Subscribes to an exchange by a queue, one message at a time; what is no message, or fails, is skipped. Each is
     * acknowledged after its handling, so that a flood of them does not fill the memory.
     */
    public SmartLifecycle subscribe(String queue, String exchange, Consumer<Object> handler) {
        ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("questions-" + queue).daemon().factory());
        var container = new DirectMessageListenerContainer(connections) {
            @Override
            protected void doStop() {
                super.doStop();
                worker.shutdown();
            }
        };
        container.setQueueNames(queue);
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(PREFETCH);
        container.setMissingQueuesFatal(false);
        container.setMessagePropertiesConverter(new TolerantProperties());
        container.setBeanName(queue);
        container.setMessageListener((ChannelAwareMessageListener) (message, channel) ->
                worker.execute(() -> receive(exchange, message, Objects.requireNonNull(channel), handler)));
        container.afterPropertiesSet();
        return container;
    }

    private void receive(String exchange, Message message, Channel channel, Consumer<Object> handler) {
        try {
            answer(exchange, new String(message.getBody(), StandardCharsets.UTF_8), handler);
        } catch (UnreadableMessage e) {
            log.warn("Skipped a message of {}: it {}", exchange, e.getMessage());
        } catch (RuntimeException | Error e) {
            log.warn("A message of {} was not answered; it will be asked again", exchange, e);
        } finally {
            acknowledge(exchange, message, channel);
        }
    }

    private void answer(String exchange, String text, Consumer<Object> handler) throws UnreadableMessage {
        Envelope envelope = EnvelopeJson.read(text);
        MessageContent<Object> content = MessageContent.of(envelope, exchange, language, Object.class);
        if (content.flaw() != null) {
            throw new UnreadableMessage(content.flaw(), null);
        }
        if (content.body() != null && clock.instant().isBefore(envelope.time().plus(WORTH_ANSWERING))) {
            try (var scope = CurrentInitiator.set(language.initiatorBehind(envelope, exchange))) {
                handler.accept(content.body());
            }
        }
    }

    private static void acknowledge(String exchange, Message message, Channel channel) {
        try {
            channel.basicAck(message.getMessageProperties().getDeliveryTag(), false);
        } catch (IOException | AlreadyClosedException | AmqpException e) {
            log.debug("A message of {} was not acknowledged, as its channel closed before", exchange, e);
        }
    }
}
