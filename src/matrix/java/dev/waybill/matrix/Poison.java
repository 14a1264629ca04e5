package dev.waybill.matrix;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import dev.waybill.contract.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What no publisher of this product sends: broken, of a wrong shape, far too large; and what is only unknown. */
final class Poison {

    static final String NAME = "poison messages";
    /** Of the messages that are sent to each exchange; an unknown type is ignored. */
    static final int PARKED = 3;

    static final String MARK = "matrix-poison";
    private static final int LARGE = 10_000_000;

    private final Stage stage;

    Poison(Stage stage) {
        this.stage = stage;
    }

    Fault fault() {
        return new Fault(
                NAME,
                "to each exchange: broken JSON, a known type without its fields, a broken body of 10 MB, an unknown type",
                Duration.ZERO,
                this::send,
                () -> {});
    }

    private void send() throws Exception {
        try (Connection connection = stage.broker.connect()) {
            var channel = connection.createChannel();
            channel.confirmSelect();
            for (Topology.Exchange exchange : Topology.EXCHANGES) {
                String known = exchange.messages().getPermittedSubclasses()[0].getSimpleName();
                List<String> bodies = new ArrayList<>();
                bodies.add("{\"" + MARK + "\": ");
                bodies.add(envelope(exchange.name(), known));
                bodies.add("{\"" + MARK + "\": \"" + "x".repeat(LARGE));
                bodies.add(envelope(exchange.name(), "UnknownToAll"));
                for (String body : bodies) {
                    var properties = new AMQP.BasicProperties.Builder().deliveryMode(2).build();
                    channel.basicPublish(
                            exchange.name(), MARK, properties, body.getBytes(StandardCharsets.UTF_8));
                }
            }
            channel.waitForConfirmsOrDie(20_000);
        }
    }

    private static String envelope(String exchange, String type) {
        String source = Topology.senders(exchange).iterator().next();
        String id = UUID.randomUUID().toString();
        return """
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "%s", "subject": "%s-%s",
                 "time": "2026-01-31T12:00:00Z", "data": {}}""".formatted(id, source, type, MARK, id);
    }
}
