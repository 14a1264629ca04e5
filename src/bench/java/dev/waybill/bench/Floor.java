package dev.waybill.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** The rows and messages of orders on the product's own servers, with nothing of the product in between. */
final class Floor {

    static final int BATCH = 20;

    private static final int WRITERS = 2;
    private static final int CONTEXTS = 4;
    private static final String PAYLOAD = "{\"text\": \"" + "x".repeat(600) + "\"}";

    private final JdbcConnectionDetails database;
    private final ConnectionFactory broker;
    private final Map<String, Object> queueArguments;
    private final int events;
    private final int messages;

    Floor(Product product, boolean embedded, int events, int messages) {
        this.database = product.bean(JdbcConnectionDetails.class);
        this.broker = broker(product.bean(RabbitConnectionDetails.class));
        this.queueArguments = embedded ? Map.of() : Map.of("x-queue-type", "quorum");
        this.events = events;
        this.messages = messages;
    }

    private static ConnectionFactory broker(RabbitConnectionDetails details) {
        var factory = new ConnectionFactory();
        factory.setHost(details.getFirstAddress().host());
        factory.setPort(details.getFirstAddress().port());
        factory.setUsername(details.getUsername());
        factory.setPassword(details.getPassword());
        factory.setVirtualHost(details.getVirtualHost());
        return factory;
    }

    double ordersPerSecond(int orders) throws Exception {
        try (var rows = connect();
                Statement statement = rows.createStatement();
                Connection connection = broker.newConnection("floor");
                Connection consuming = broker.newConnection("floor-consumes");
                Channel channel = connection.createChannel()) {
            statement.execute("create schema floor");
            statement.execute("create table floor.stream (id text primary key, version bigint not null)");
            statement.execute("create table floor.event (stream text, version bigint, data jsonb,"
                    + " occurred_at timestamptz default now(), primary key (stream, version))");
            statement.execute("create table floor.outbox (position bigint primary key, body text)");
            channel.queueDeclare("floor", true, false, false, queueArguments);
            try {
                return run(connection, consuming, orders);
            } finally {
                channel.queueDelete("floor");
                statement.execute("drop schema floor cascade");
            }
        }
    }

    /** On one connection for both, publishing and consuming could each wait for the other. */
    private double run(Connection connection, Connection consuming, int orders) throws Exception {
        int batches = Math.ceilDiv(orders, BATCH);
        var received = new CountDownLatch(batches * BATCH * messages);
        long begin = System.nanoTime();
        consume(consuming.createChannel(), received);
        var next = new AtomicInteger();
        Callable<Void> writer = () -> {
            write(connection.createChannel(), next, batches);
            return null;
        };
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (var written : writers.invokeAll(IntStream.range(0, WRITERS).mapToObj(n -> writer).toList())) {
                written.get();
            }
        }
        received.await();
        return batches * BATCH / ((System.nanoTime() - begin) / 1e9);
    }

    private void consume(Channel channel, CountDownLatch received) throws Exception {
        channel.basicQos(500);
        channel.basicConsume(
                "floor",
                false,
                (tag, delivery) -> {
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    received.countDown();
                },
                tag -> {});
    }

    private void write(Channel channel, AtomicInteger next, int batches) throws Exception {
        channel.confirmSelect();
        try (var rows = connect()) {
            rows.setAutoCommit(false);
            for (int batch = next.getAndIncrement(); batch < batches; batch = next.getAndIncrement()) {
                record(rows, batch);
                publish(channel);
                forget(rows, batch);
            }
        }
    }

    private void record(java.sql.Connection rows, int batch) throws SQLException {
        try (PreparedStatement heads = rows.prepareStatement("insert into floor.stream values (?, ?)");
                PreparedStatement inserts =
                        rows.prepareStatement("insert into floor.event (stream, version, data) values (?, ?, ?::jsonb)");
                PreparedStatement outbox = rows.prepareStatement("insert into floor.outbox values (?, ?)")) {
            for (int order = batch * BATCH; order < (batch + 1) * BATCH; order++) {
                for (int context = 0; context < CONTEXTS; context++) {
                    heads.setString(1, context + "/" + order);
                    heads.setInt(2, events);
                    heads.addBatch();
                }
                for (int event = 0; event < events; event++) {
                    inserts.setString(1, "order/" + order);
                    inserts.setInt(2, event);
                    inserts.setString(3, PAYLOAD);
                    inserts.addBatch();
                }
                for (int message = 0; message < messages; message++) {
                    outbox.setLong(1, (long) order * messages + message);
                    outbox.setString(2, PAYLOAD);
                    outbox.addBatch();
                }
            }
            heads.executeBatch();
            inserts.executeBatch();
            outbox.executeBatch();
            rows.commit();
        }
    }

    private void publish(Channel channel) throws Exception {
        for (int message = 0; message < BATCH * messages; message++) {
            channel.basicPublish(
                    "",
                    "floor",
                    MessageProperties.PERSISTENT_TEXT_PLAIN,
                    PAYLOAD.getBytes(StandardCharsets.UTF_8));
        }
        channel.waitForConfirmsOrDie(10_000);
    }

    private void forget(java.sql.Connection rows, int batch) throws SQLException {
        try (PreparedStatement delete =
                rows.prepareStatement("delete from floor.outbox where position >= ? and position < ?")) {
            delete.setLong(1, (long) batch * BATCH * messages);
            delete.setLong(2, (long) (batch + 1) * BATCH * messages);
            delete.executeUpdate();
            rows.commit();
        }
    }

    private java.sql.Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.getJdbcUrl() + (database.getJdbcUrl().contains("?") ? "&" : "?") + "reWriteBatchedInserts=true",
                database.getUsername(),
                database.getPassword());
    }
}
