package dev.waybill.matrix;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.waybill.contract.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Stands on the road of all messages while it is open: they overtake one another, and half of them arrive again. */
final class DisturbedRoads {

    private static final String DETOUR = "disturbed-roads";
    private static final int LONGEST_DELAY_MS = 800;

    private final Broker broker;
    private final Random random = new Random(7);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<Topology.Queue, String> diversions = new HashMap<>();
    private ScheduledExecutorService later;
    private Connection connection;
    private Channel channel;

    DisturbedRoads(Broker broker) {
        this.broker = broker;
    }

    synchronized void open() throws IOException, TimeoutException {
        later = Executors.newSingleThreadScheduledExecutor();
        connection = broker.connect();
        channel = connection.createChannel();
        channel.exchangeDeclare(DETOUR, BuiltinExchangeType.DIRECT);
        for (Topology.Queue queue : Topology.QUEUES) {
            String diversion = channel.queueDeclare().getQueue();
            diversions.put(queue, diversion);
            channel.queueBind(queue.name(), DETOUR, queue.name());
            channel.queueBind(diversion, queue.exchange(), "#");
            channel.queueUnbind(queue.name(), queue.exchange(), "#");
            channel.basicConsume(
                    diversion,
                    true,
                    (tag, delivery) -> goOn(queue.name(), delivery.getProperties(), delivery.getBody()),
                    tag -> {});
        }
    }

    private synchronized void goOn(String queue, AMQP.BasicProperties properties, byte[] body) {
        int times = random.nextBoolean() ? 1 : 2 + random.nextInt(2);
        for (int time = 0; time < times; time++) {
            inFlight.incrementAndGet();
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

    /** Messages go straight again; those in flight arrive first. */
    void close() throws IOException {
        synchronized (this) {
            for (Topology.Queue queue : Topology.QUEUES) {
                channel.queueBind(queue.name(), queue.exchange(), "#");
                channel.queueUnbind(diversions.get(queue), queue.exchange(), "#");
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .during(Duration.ofMillis(LONGEST_DELAY_MS))
                .until(() -> inFlight.get() == 0);
        later.shutdown();
        channel.exchangeDelete(DETOUR);
        connection.close();
    }
}
