package dev.waybill.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Orders per second from HTTP to {@code COMPLETED}, with the latency and the cost of each. Arguments: {@code embedded} or
 * {@code real}, orders per round, rounds; a fourth one prints the most frequent statements. {@code real} needs an empty
 * database and broker in WAYBILL_TEST_DATABASE_URL and WAYBILL_TEST_RABBITMQ_ADDRESSES. Writes docs/performance-*.md.
 */
public final class ThroughputBenchmark {

    private final Product product;
    private final int orders;
    private final PrintStream report;

    private ThroughputBenchmark(Product product, int orders, PrintStream report) {
        this.product = product;
        this.orders = orders;
        this.report = report;
    }

    public static void main(String[] args) throws Exception {
        boolean embedded = args[0].equals("embedded");
        int orders = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        try (Product product = Product.start(embedded, CountedDataSource.class);
                PrintStream report = report(args[0])) {
            var benchmark = new ThroughputBenchmark(product, orders, report);
            benchmark.header(embedded);
            for (int round = 1; round <= rounds; round++) {
                benchmark.round(round);
            }
            if (args.length > 3) {
                CountedDataSource.most(45).forEach(entry -> System.out.printf(
                        "%8.2f  %s%n",
                        entry.getValue().doubleValue() / orders,
                        entry.getKey().replaceAll("\\s+", " ")));
            }
        }
    }

    private static PrintStream report(String servers) throws IOException {
        Path docs = Files.createDirectories(Path.of("docs"));
        return new PrintStream(Files.newOutputStream(docs.resolve("performance-" + servers + ".md")), true);
    }

    private void header(boolean embedded) {
        report.printf(
                "# Performance on %s%n%n",
                embedded ? "the embedded default" : "RabbitMQ (quorum queues) and PostgreSQL (fsync)");
        report.printf(
                "Written by the benchmark on %s: all contexts, the servers and 8 clients on %d processors, JDK %s;"
                        + " %d orders a round, offered as fast as they are answered, the sandbox's delay at zero."
                        + " The JVM is cold in the first round.%n%n",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                orders);
        report.println("| round | orders/s to COMPLETED | orders/s placed | p50 s | p99 s | statements | commits | messages |");
        report.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    private void round(int round) throws InterruptedException {
        long before = product.completed();
        long messages = product.messages();
        CountedDataSource.reset();
        long begin = System.nanoTime();
        product.load().offer(orders);
        long offered = System.nanoTime();
        product.awaitCompleted(before + orders);
        long end = System.nanoTime();
        double[] seconds = product.secondsOfTheLast(orders);
        String line = String.format(
                "| %d | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.0f |",
                round,
                orders / ((end - begin) / 1e9),
                orders / ((offered - begin) / 1e9),
                seconds[0],
                seconds[1],
                (double) CountedDataSource.statements() / orders,
                CountedDataSource.COMMITS.doubleValue() / orders,
                (double) (product.messages() - messages) / orders);
        report.println(line);
        System.out.println(line);
    }
}
