package dev.waybill.journey;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/** Holds up the commands of one context, and releases them at the end, as a slow network may. */
final class HeldRoad implements AutoCloseable {

    private static final String DETOUR = "held-road";

    private final Connection connection;
    private final Channel channel;
    private final String commands;
    private final Queue<Delivery> held = new ConcurrentLinkedQueue<>();

    /** @param commands the exchange, whose name is also the queue's */
    HeldRoad(Shop shop, String commands) throws IOException, TimeoutException {
        this.connection = BrokerConnection.to(shop, DETOUR);
        this.channel = connection.createChannel();
        this.commands = commands;
        channel.exchangeDeclare(DETOUR, BuiltinExchangeType.DIRECT);
        channel.queueBind(commands, DETOUR, commands);
        String stop = channel.queueDeclare().getQueue();
        channel.queueBind(stop, commands, "#");
        channel.queueUnbind(commands, commands, "#");
        channel.basicConsume(stop, true, (tag, delivery) -> held.add(delivery), tag -> {});
    }

    /** Opens the road again, and releases what was held back. */
    @Override
    public void close() throws IOException {
        channel.queueBind(commands, commands, "#");
        for (Delivery delivery : held) {
            channel.basicPublish(DETOUR, commands, delivery.getProperties(), delivery.getBody());
        }
        channel.exchangeDelete(DETOUR);
        connection.close();
    }
}
