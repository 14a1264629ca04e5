package dev.waybill.bench;

/** Orders per second from HTTP to {@code COMPLETED}. */
public final class ThroughputBenchmark {

    private ThroughputBenchmark() {}

    public static void main(String[] args) throws Exception {
        boolean embedded = args[0].equals("embedded");
        int orders = Integer.parseInt(args[1]);
        boolean count = args.length > 3;
        try (Product product = count ? Product.start(embedded, CountedDataSource.class) : Product.start(embedded)) {
            for (int round = 0; round < Integer.parseInt(args[2]); round++) {
                long before = product.completed();
                CountedDataSource.reset();
                long begin = System.nanoTime();
                product.load().offer(orders);
                long offered = System.nanoTime();
                product.awaitCompleted(before + orders);
                long end = System.nanoTime();
                System.out.printf(
                        "round %d: offered in %.1f s, %.1f orders/s%n",
                        round, (offered - begin) / 1e9, orders / ((end - begin) / 1e9));
                if (count) {
                    System.out.printf(
                            "%.1f statements, %.2f commits per order%n",
                            (double) CountedDataSource.statements() / orders,
                            CountedDataSource.COMMITS.doubleValue() / orders);
                    CountedDataSource.most(45).forEach(entry -> System.out.printf(
                            "%8.2f  %s%n",
                            entry.getValue().doubleValue() / orders,
                            entry.getKey().replaceAll("\\s+", " ")));
                }
            }
        }
    }
}
