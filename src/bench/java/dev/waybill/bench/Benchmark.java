package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures the product and writes docs/performance.md. Arguments: orders per round, rounds; a third one prints the most
 * frequent statements. The start is measured when {@code target/waybill.jar} is there; the real servers when
 * WAYBILL_TEST_DATABASE_URL and WAYBILL_TEST_RABBITMQ_ADDRESSES name an empty database and broker.
 */
public final class Benchmark {

    private static final Path REPORT = Path.of("docs", "performance.md");

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        int orders = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        boolean statements = args.length > 2;
        var report = new Report();
        if (Files.exists(StartBenchmark.JAR)) {
            StartBenchmark.run(report);
        } else {
            report.line("The start was not measured: there was no " + StartBenchmark.JAR + ".");
        }
        new ThroughputBenchmark(report, orders, rounds, statements).run(true);
        if (System.getenv("WAYBILL_TEST_DATABASE_URL") != null) {
            new ThroughputBenchmark(report, orders, rounds, statements).run(false);
        } else {
            report.line("RabbitMQ and PostgreSQL as servers of their own were not measured: none were named.");
        }
        write(report);
    }

    private static void write(Report report) throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report.text());
    }
}
