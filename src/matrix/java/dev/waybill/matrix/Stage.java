package dev.waybill.matrix;

import dev.waybill.journey.WaybillProcess;
import dev.waybill.platform.embedded.MatrixPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Everything that the run starts: PostgreSQL, RabbitMQ, a JVM for each context, and proxies between them. */
final class Stage implements AutoCloseable {

    static final List<String> CONTEXTS = List.of("ecommerce", "order", "billing", "inventory", "shipping", "desk");

    /** What customers, warehouse and carrier take their time for. */
    static final List<String> PATIENCE = List.of(
            "--waybill.order.payment-attempts=100000", // one customer places all orders
            "--waybill.order.payment-patience=40s",
            "--waybill.order.back-order-reminder=4s",
            "--waybill.order.back-order-patience=40s",
            "--waybill.shipping.sandbox-delay=2s");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path directory;
    private final Map<String, ContextProcess> contexts = new ConcurrentSkipListMap<>();
    final MatrixPostgres postgres;
    final Broker broker;
    final Sql sql;
    final TcpProxy orders;
    private final int databasePort;
    private final ContextProcess firstOrder;
    private final int brokerPort;
    private final List<String> settings = new ArrayList<>(PATIENCE);
    private final Map<String, ContextProcess> copies = new ConcurrentHashMap<>();

    /** @param jar of the release with which all contexts start */
    Stage(Path directory, Path jar) throws IOException, SQLException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        this.directory = Files.createDirectories(directory);
        int database = WaybillProcess.freePort();
        postgres = opened(MatrixPostgres.start(directory.resolve("postgres"), database));
        databasePort = database;
        sql = opened(new Sql(databaseUrl(Broker.RUN)));
        sql.run(Files.readString(Path.of("src", "deploy", "postgresql.sql")));
        int amqp = WaybillProcess.freePort();
        broker = opened(new Broker(directory.resolve("rabbitmq"), amqp, WaybillProcess.freePort(), WaybillProcess.freePort()));
        brokerPort = amqp;
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String context : CONTEXTS) {
            int port = WaybillProcess.freePort();
            ports.put(context, port);
            settings.add("--waybill.desk." + context + "-url=http://127.0.0.1:" + port);
        }
        for (String name : CONTEXTS) {
            contexts.put(
                    name,
                    opened(new ContextProcess(
                            name,
                            user(name),
                            ports.get(name),
                            jar,
                            directory,
                            opened(new TcpProxy(database)),
                            opened(new TcpProxy(amqp)),
                            settings)));
        }
        orders = opened(new TcpProxy(ports.get("order")));
        firstOrder = context("order");
        context("order").rehearse();
        for (ContextProcess context : contexts.values()) {
            context.start();
        }
        contexts.values().forEach(ContextProcess::awaitHealth);
    }

    /** A context's user, at PostgreSQL and at the broker. */
    static String user(String context) {
        return "waybill_" + context;
    }

    /** How that user reaches PostgreSQL, past the proxies. */
    String databaseUrl(String user) {
        return "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres?user=" + user;
    }

    ContextProcess context(String name) {
        return contexts.get(name);
    }

    List<ContextProcess> contexts() {
        return List.copyOf(contexts.values());
    }

    /** Where customers reach a context's copies; the first of order through a proxy. */
    List<Integer> ports(String context) {
        return copies(context).stream()
                .map(copy -> copy == firstOrder ? orders.port() : copy.port())
                .toList();
    }

    /** Starts a second copy of each of the contexts, of the release that was built here. */
    void copy(List<String> names) throws IOException {
        List<ContextProcess> started = new ArrayList<>();
        for (String name : names) {
            var copy = new ContextProcess(
                    name,
                    user(name),
                    WaybillProcess.freePort(),
                    WaybillProcess.JAR,
                    Files.createDirectories(directory.resolve("copies")),
                    opened(new TcpProxy(databasePort)),
                    opened(new TcpProxy(brokerPort)),
                    settings);
            opened(copy).start();
            started.add(copy);
        }
        started.forEach(ContextProcess::awaitHealth);
        started.forEach(copy -> copies.put(copy.name(), copy));
    }

    /** Stops a context's first copy; the second one goes on alone. */
    void retireFirst(String name) throws InterruptedException {
        ContextProcess first = context(name);
        contexts.put(name, Objects.requireNonNull(copies.remove(name), "there is no second copy of " + name));
        first.stop();
    }

    /** All copies of a context. */
    List<ContextProcess> copies(String context) {
        return Stream.of(context(context), copies.get(context))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Ends all contexts and starts them again in one JVM. */
    ContextProcess inOne() throws IOException, InterruptedException {
        for (ContextProcess context : contexts.values()) {
            context.kill();
        }
        for (ContextProcess copy : copies.values()) {
            copy.kill();
        }
        ContextProcess order = context("order");
        var one = new ContextProcess(
                String.join(",", CONTEXTS), Broker.RUN, WaybillProcess.freePort(), WaybillProcess.JAR, directory, order.database, order.broker, PATIENCE);
        opened(one).start();
        one.awaitHealth();
        return one;
    }

    List<TcpProxy> brokerRoads() {
        return contexts().stream().map(context -> context.broker).toList();
    }

    List<TcpProxy> databaseRoads() {
        return contexts().stream().map(context -> context.database).toList();
    }

    /** How long each message takes to and from the broker, so that orders are found at every step. */
    void slow(Duration each) {
        brokerRoads().forEach(road -> road.latency(each));
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** Ends all of it; a part that does not end is reported and does not hold up the rest. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                Log.info("%s did not end: %s", part, e);
            }
        }
    }
}
