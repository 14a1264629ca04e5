package dev.waybill.bench;

import dev.waybill.journey.WaybillProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One and two copies of order beside one process with all other contexts, in turns on the same servers. */
final class SideBySideBenchmark {

    private static final String OTHERS = "ecommerce,billing,inventory,shipping,desk";
    private static final int WARM_UP = 500;

    private final Report report;
    private final int orders;
    private final int rounds;
    private final StoredOrders stored = new StoredOrders(
            new JdbcTemplate(new DriverManagerDataSource(System.getenv("WAYBILL_TEST_DATABASE_URL"))));
    private final Path directory;

    SideBySideBenchmark(Report report, int orders, int rounds) throws IOException {
        this.report = report;
        this.orders = orders;
        this.rounds = rounds;
        this.directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "copies");
    }

    void run() throws InterruptedException {
        report.line("## Copies of order");
        report.line("Order in one and in two processes, all other contexts in one more, on the PostgreSQL and RabbitMQ of"
                        + " above; %d orders a round after %d others, the clients take the copies in turn. Processor seconds"
                        + " are per 1,000 orders.", orders, WARM_UP);
        report.line("| copies | orders/s to COMPLETED | orders/s placed | processor s of order | of the others | of all"
                + " processors in use |");
        report.row("| --- | --- | --- | --- | --- | --- |");
        for (int round = 0; round < rounds; round++) {
            for (int copies = 1; copies <= 2; copies++) {
                measure(copies);
            }
        }
    }

    private void measure(int copies) throws InterruptedException {
        List<WaybillProcess> all = new ArrayList<>();
        try {
            for (int copy = 0; copy < copies; copy++) {
                all.add(start("order"));
            }
            all.add(start(OTHERS));
            all.forEach(WaybillProcess::awaitHealth);
            load(all.subList(0, copies), all.getLast());
        } finally {
            all.forEach(WaybillProcess::beginStop);
            for (WaybillProcess process : all) {
                process.stop();
            }
        }
    }

    private WaybillProcess start(String contexts) {
        List<String> settings = List.of(
                "--waybill.contexts=" + contexts,
                "--server.address=127.0.0.1",
                "--waybill.shipping.sandbox-delay=0s",
                WaybillProcess.MASTER_KEY,
                "--spring.datasource.url=" + System.getenv("WAYBILL_TEST_DATABASE_URL"),
                "--spring.rabbitmq.addresses=" + System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES"),
                "--waybill.security.users.admin.password={noop}admin",
                "--waybill.security.users.admin.roles=customer,agent,warehouse,operator",
                "--logging.level.root=warn");
        return WaybillProcess.start(
                WaybillProcess.running(WaybillProcess.JAR, List.of()),
                WaybillProcess.freePort(),
                settings,
                directory.resolve("log.txt"));
    }

    private void load(List<WaybillProcess> order, WaybillProcess others) throws InterruptedException {
        var load = new Load(order.stream().map(SideBySideBenchmark::url).toArray(String[]::new));
        Product.stockUp(new Load(url(others)), load);
        offer(load, WARM_UP);
        Duration ofOrder = cpu(order);
        Duration ofOthers = cpu(List.of(others));
        var machine = MachineTime.now();
        long begin = System.nanoTime();
        double placing = offer(load, orders);
        double took = (System.nanoTime() - begin) / 1e9;
        report.row("| %d | %.1f | %.1f | %.1f | %.1f | %.0f %% |",
                        order.size(),
                        orders / took,
                        orders / placing,
                        cpu(order).minus(ofOrder).toMillis() / (double) orders,
                        cpu(List.of(others)).minus(ofOthers).toMillis() / (double) orders,
                        100 * machine.busySince());
    }

    /** Offers orders and waits until all are complete; the seconds that offering them took. */
    private double offer(Load load, int number) throws InterruptedException {
        long before = stored.completed();
        long begin = System.nanoTime();
        load.offer(number);
        double placing = (System.nanoTime() - begin) / 1e9;
        stored.awaitCompleted(before + number);
        return placing;
    }

    private static Duration cpu(List<WaybillProcess> processes) {
        return processes.stream().map(WaybillProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static String url(WaybillProcess process) {
        return "http://127.0.0.1:" + process.port();
    }
}
