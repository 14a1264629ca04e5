package dev.waybill.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.waybill.contract.topology.Topology;
import dev.waybill.journey.WaybillProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** This commit and earlier ones, all contexts in one process, in turns on the same servers, each on a database of its own. */
final class ComparisonBenchmark {

    private static final int WARM_UP = 1_500;
    private static final int AT_REST = 100;

    private final Report report;
    private final int orders;
    private final int rounds;
    private final String earlier;
    private final Path directory = Path.of("target", "bench");
    private final JdbcTemplate server = jdbc(System.getenv("WAYBILL_TEST_DATABASE_URL"));

    /** @param earlier the commits to compare with, separated by commas */
    ComparisonBenchmark(Report report, int orders, int rounds, String earlier) {
        this.report = report;
        this.orders = orders;
        this.rounds = rounds;
        this.earlier = earlier;
    }

    void run() throws Exception {
        Map<String, Path> jars = new LinkedHashMap<>();
        for (String commit : earlier.split(",")) {
            jars.put(commit, EarlierCommit.jar(commit));
        }
        jars.put("this", WaybillProcess.JAR);
        report.line("## This commit and %s", earlier);
        report.line("In turns on PostgreSQL (fsync, autovacuum) and RabbitMQ (quorum queues), each on a database of its own:"
                        + " %d orders a round of two lines each, offered by %d clients as fast as they are answered, after %d"
                        + " others; the sandbox's delay at zero. At rest: %d orders one after the other, from the request to"
                        + " COMPLETED. All but the first five columns are per order.", orders, Load.CLIENTS, WARM_UP, AT_REST);
        report.line("| commit | orders/s | p50 s | p99 s | at rest p50 / p99 ms | cpu ms | JVM | PostgreSQL | RabbitMQ | WAL KB"
                + " | rows | commits | publishes | deliveries | MB allocated |");
        report.row("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        autovacuum("set autovacuum = on");
        try {
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, Path> jar : jars.entrySet()) {
                    measure(jar.getKey(), jar.getValue());
                }
            }
        } finally {
            autovacuum("reset autovacuum");
        }
    }

    /** Some distributions switch it off, and figures without it are not those of a server that runs for long. */
    private void autovacuum(String setting) {
        server.execute("alter system " + setting);
        server.queryForObject("select pg_reload_conf()", Boolean.class);
    }

    private void measure(String commit, Path jar) throws Exception {
        String database = "waybill_bench_" + commit.replace('-', '_');
        server.execute("drop database if exists " + database + " with (force)");
        server.execute("create database " + database);
        purge();
        String url = System.getenv("WAYBILL_TEST_DATABASE_URL").replaceFirst("/[^/?]+(?=\\?|$)", "/" + database);
        var process = WaybillProcess.start(
                WaybillProcess.running(jar, options(commit)),
                WaybillProcess.freePort(),
                settings(url),
                Files.createDirectories(directory).resolve("log-" + commit + ".txt"));
        try {
            process.awaitHealth();
            load(commit, process, jdbc(url));
        } finally {
            process.stop();
        }
    }

    /** More options of the JVM, for example to record a profile, from the environment. */
    private static List<String> options(String commit) {
        String options = System.getenv("WAYBILL_BENCH_JAVA_OPTIONS");
        return options == null ? List.of() : List.of(options.replace("{commit}", commit).split(" "));
    }

    private static List<String> settings(String url) {
        return List.of(
                "--server.address=127.0.0.1",
                "--waybill.shipping.sandbox-delay=0s",
                WaybillProcess.MASTER_KEY,
                "--spring.datasource.url=" + url,
                "--spring.rabbitmq.addresses=" + System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES"),
                "--waybill.security.users.admin.password={noop}admin",
                "--waybill.security.users.admin.roles=customer,agent,warehouse,operator",
                "--logging.level.root=warn");
    }

    private void load(String commit, WaybillProcess process, JdbcTemplate jdbc) throws InterruptedException {
        var load = new Load("http://127.0.0.1:" + process.port());
        var stored = new StoredOrders(jdbc);
        Product.stockUp(load);
        load.offer(WARM_UP);
        stored.awaitCompleted(WARM_UP);
        long[] rest = new long[AT_REST];
        Arrays.setAll(rest, n -> load.placeAndAwaitCompletion());
        Arrays.sort(rest);
        long before = WARM_UP + AT_REST;
        stored.awaitCompleted(before);
        server.execute("checkpoint");
        settle();
        Footprint then = Footprint.of(process, load, jdbc);
        long begin = System.nanoTime();
        load.offer(orders);
        stored.awaitCompleted(before + orders);
        double took = (System.nanoTime() - begin) / 1e9;
        settle();
        Footprint used = Footprint.of(process, load, jdbc).since(then, orders);
        double[] seconds = stored.secondsOfTheLast(orders);
        report.row("| %s | %.1f | %.1f | %.1f | %d / %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.1f | %.1f | %.2f |",
                        commit,
                        orders / took,
                        seconds[0],
                        seconds[1],
                        rest[AT_REST / 2],
                        rest[AT_REST - 2],
                        used.cpu(),
                        Footprint.ms(used.product()),
                        Footprint.ms(used.postgres()),
                        Footprint.ms(used.rabbit()),
                        used.wal() / 1024,
                        used.rows(),
                        used.commits(),
                        used.published(),
                        used.delivered(),
                        used.allocated() / (1 << 20));
    }

    /** The desk catches up, and the database counts what was done. */
    private static void settle() {
        LockSupport.parkNanos(3_000_000_000L);
    }

    /** What the other commit has left in the queues is about orders that this database does not have. */
    private static void purge() throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        String[] address = System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES").split(":");
        factory.setHost(address[0]);
        factory.setPort(Integer.parseInt(address[1]));
        try (Connection connection = factory.newConnection("benchmark")) {
            for (Topology.Queue queue : Topology.QUEUES) {
                Channel channel = connection.createChannel();
                try {
                    channel.queuePurge(queue.name());
                } catch (IOException e) {
                    continue; // it is not there yet; the channel is closed
                }
                channel.close();
            }
        }
    }

    private static JdbcTemplate jdbc(String url) {
        return new JdbcTemplate(new DriverManagerDataSource(url));
    }
}
