package dev.waybill.journey;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.waybill.contract.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Stands on the road of all messages: each goes on to its queue after a delay of its own, so that they overtake one
 * another, and some go on twice or three times.
 */
final class DisturbedRoads implements AutoCloseable {

    private static final String DETOUR = "disturbed-roads";
    private static final int LONGEST_DELAY_MS = 150;

    private final Connection connection;
    private final Channel channel;
    private final Random random;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger inFlight = new AtomicInteger();
    private int overtaken;
    private int repeated;

    private DisturbedRoads(Connection connection, Random random) throws IOException {
        this.connection = connection;
        this.channel = connection.createChannel();
        this.random = random;
    }

    static DisturbedRoads of(Shop shop, Random random) throws IOException, TimeoutException {
        var roads = new DisturbedRoads(BrokerConnection.to(shop, DETOUR), random);
        roads.channel.exchangeDeclare(DETOUR, BuiltinExchangeType.DIRECT);
        for (Topology.Queue queue : Topology.QUEUES) {
            roads.divert(queue);
        }
        return roads;
    }

    private synchronized void divert(Topology.Queue queue) throws IOException {
        String diversion = channel.queueDeclare().getQueue();
        channel.queueBind(diversion, queue.exchange(), "#");
        channel.queueBind(queue.name(), DETOUR, queue.name());
        channel.queueUnbind(queue.name(), queue.exchange(), "#");
        channel.basicConsume(
                diversion,
                true,
                (tag, delivery) -> goOn(queue.name(), delivery.getProperties(), delivery.getBody()),
                tag -> {});
    }

    private synchronized void goOn(String queue, AMQP.BasicProperties properties, byte[] body) {
        int times = random.nextInt(5) == 0 ? 2 + random.nextInt(2) : 1;
        repeated += times - 1;
        for (int time = 0; time < times; time++) {
            overtaken += inFlight.getAndIncrement() > 0 ? 1 : 0;
            later.schedule(
                    () -> arrive(queue, properties, body), random.nextInt(LONGEST_DELAY_MS), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void arrive(String queue, AMQP.BasicProperties properties, byte[] body) {
        try {
            channel.basicPublish(DETOUR, queue, properties, body);
            inFlight.decrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many deliveries were repetitions. */
    synchronized int repeated() {
        return repeated;
    }

    /** How many set out while others were still in flight. */
    synchronized int overtaken() {
        return overtaken;
    }

    /** Messages go straight again; those in flight arrive first. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            for (Topology.Queue queue : Topology.QUEUES) {
                channel.queueBind(queue.name(), queue.exchange(), "#");
            }
        }
        Awaitility.await().until(() -> inFlight.get() == 0);
        later.shutdown();
        channel.exchangeDelete(DETOUR);
        connection.close();
    }
}
