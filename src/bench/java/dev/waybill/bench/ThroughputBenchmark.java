package dev.waybill.bench;

import dev.waybill.journey.CountedDataSource;
import java.util.List;

/** Orders per second from HTTP to {@code COMPLETED}, what each costs, and how far that is from the bare floor. */
final class ThroughputBenchmark {

    private final Report report;
    private final int orders;
    private final int rounds;

    ThroughputBenchmark(Report report, int orders, int rounds) {
        this.report = report;
        this.orders = orders;
        this.rounds = rounds;
    }

    void run(boolean embedded) throws Exception {
        try (Product product = Product.start(embedded, List.of(), CountedDataSource.class)) {
            header(embedded);
            double best = 0;
            for (int round = 1; round <= rounds; round++) {
                best = Math.max(best, round(product, round));
            }
            floor(product, embedded, best);
        }
    }

    private void header(boolean embedded) {
        report.line(
                embedded
                        ? "## Load on the embedded default"
                        : "## Load on RabbitMQ (quorum queues) and PostgreSQL (fsync)");
        report.line("%d orders a round of two lines each, offered by %d clients as fast as they are answered, the"
                + " sandbox's delay at zero. Statements (selects included), commits and messages are per order, over all"
                + " contexts.", orders, Load.CLIENTS);
        report.line("| round | orders/s to COMPLETED | orders/s placed | p50 s | p99 s | statements | commits | messages |");
        report.row("| --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    private double round(Product product, int round) throws InterruptedException {
        long before = product.orders().completed();
        long messages = product.messages();
        long asked = CountedDataSource.statements();
        long commits = CountedDataSource.commits();
        long begin = System.nanoTime();
        product.load().offer(orders);
        long offered = System.nanoTime();
        product.orders().awaitCompleted(before + orders);
        double took = (System.nanoTime() - begin) / 1e9;
        double[] seconds = product.orders().secondsOfTheLast(orders);
        report.row("| %d | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.0f |",
                        round,
                        orders / took,
                        orders / ((offered - begin) / 1e9),
                        seconds[0],
                        seconds[1],
                        (double) (CountedDataSource.statements() - asked) / orders,
                        (double) (CountedDataSource.commits() - commits) / orders,
                        (double) (product.messages() - messages) / orders);
        return orders / took;
    }

    private void floor(Product product, boolean embedded, double best) throws Exception {
        long all = (long) orders * rounds;
        int events = Math.toIntExact(Math.ceilDiv(product.events(), all));
        int messages = Math.toIntExact(Math.ceilDiv(product.messages(), all));
        double floor = new Floor(product, embedded, events, messages).ordersPerSecond(orders);
        report.line("The bare floor: the same %d events, %d messages with their outbox rows, and heads, by plain JDBC and"
                        + " AMQP in batches of %d, without HTTP, engine or framework: %.0f orders/s. The product reaches"
                        + " 1/%.1f of it.", events, messages, Floor.BATCH, floor, floor / best);
    }
}
