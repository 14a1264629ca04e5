package dev.waybill.journey;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.waybill.contract.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Receives every message that crosses the broker, with a queue of its own beside those of the contexts. */
final class MessageTap implements AutoCloseable {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Connection connection;
    private final Queue<Crossed> crossed = new ConcurrentLinkedQueue<>();

    /**
     * A message on its way.
     *
     * @param routingKey of the delivery that brought it, maybe together with others
     */
    record Crossed(String exchange, String routingKey, String contentType, JsonNode envelope) {

        static List<Crossed> of(Delivery delivery) throws IOException {
            JsonNode body = JSON.readTree(delivery.getBody());
            return (body.isArray() ? body.valueStream() : Stream.of(body))
                    .map(envelope -> new Crossed(
                            delivery.getEnvelope().getExchange(),
                            delivery.getEnvelope().getRoutingKey(),
                            delivery.getProperties().getContentType(),
                            envelope))
                    .toList();
        }

        String name() {
            return envelope.path("type").asText();
        }

        boolean isAbout(String subject) {
            return envelope.path("subject").asText().equals(subject);
        }
    }

    private MessageTap(Connection connection) {
        this.connection = connection;
    }

    static MessageTap on(Shop shop) throws IOException, TimeoutException {
        var tap = new MessageTap(BrokerConnection.to(shop, "message-tap"));
        Channel channel = tap.connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        for (Topology.Exchange exchange : Topology.EXCHANGES) {
            channel.queueBind(queue, exchange.name(), "#");
        }
        channel.basicConsume(queue, true, (tag, delivery) -> tap.crossed.addAll(Crossed.of(delivery)), tag -> {});
        return tap;
    }

    /** What has crossed since the tap was opened. */
    List<Crossed> crossed() {
        return List.copyOf(crossed);
    }

    /** Waits until a message of that name about that subject has crossed. */
    void await(String name, String subject) {
        await(name, subject, () -> {});
    }

    /** As {@link #await(String, String)}, and repeats an action until then. */
    void await(String name, String subject, Runnable helper) {
        Awaitility.await("a " + name + " about " + subject)
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    helper.run();
                    return crossed.stream()
                            .anyMatch(message -> message.name().equals(name) && message.isAbout(subject));
                });
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
