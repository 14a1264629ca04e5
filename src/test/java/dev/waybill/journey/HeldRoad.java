package dev.waybill.journey;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/** Stops the commands of one context on their way, and lets them go on at the end: what a slow network may do. */
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

    /** The road is open again, and what was held goes on. */
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
