package dev.waybill.matrix;

import dev.waybill.journey.WaybillProcess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Breaks everything in turn while orders are at every step, and checks that nothing is lost, doubled or left stuck.
 * Arguments: {@code full} (until each fault has met 20 orders at each step; up to an hour) or {@code short} (each kind of
 * fault once), then optionally words of the faults' names to run only those; or {@code copies} (no fault: every context in
 * two copies, all restarted one after the other under 2,000 orders); or {@code upgrade} and the jar of the release before
 * (no fault: each context's new release beside the one before, then instead of it, under orders).
 */
public final class FailureMatrix {

    private FailureMatrix() {}

    public static void main(String[] arguments) {
        try {
            System.exit(run(arguments) ? 0 : 1);
        } catch (Exception e) {
            e.printStackTrace(System.out);
            System.exit(2);
        }
    }

    private static boolean run(String[] arguments) throws Exception {
        boolean full = arguments[0].equals("full");
        Duration limit = full ? Duration.ofMinutes(Integer.getInteger("matrix.minutes", 55)) : Duration.ofMinutes(14);
        watch(limit.plusMinutes(7));
        Path directory = Path.of("target", "matrix", String.valueOf(System.currentTimeMillis()));
        var begun = Instant.now();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var results = new Results();
        Client client;
        try (var stage = new Stage(
                directory.toAbsolutePath(), arguments[0].equals("upgrade") ? Path.of(arguments[1]).toAbsolutePath() : WaybillProcess.JAR)) {
            client = new Client(stage::ports);
            new Fences(stage).open().forEach(fence -> results.violation("a fence stands open: " + fence));
            stockUp(client);
            try (var whereabouts = new Whereabouts(stage.sql, client);
                    var shoppers = new Shoppers(client, whereabouts)) {
                var run = new Run(stage, shoppers, results, begun.plus(limit), full);
                var copies = new Copies(stage, shoppers, client, results);
                if (arguments[0].equals("copies")) {
                    run.warmUp();
                    copies.roll(Stage.CONTEXTS, 2_000);
                    run.compare(Copies.RESTARTED);
                } else if (arguments[0].equals("upgrade")) {
                    run.warmUp();
                    copies.upgrade();
                    run.compare(Copies.RESTARTED);
                } else {
                    run.all(List.of(arguments).subList(1, arguments.length));
                }
            }
            if (client.failures() > 0) {
                results.violation(client.failures() + " requests were answered with 5xx other than 503");
            }
            new Audit(stage).violations().forEach(results::violation);
        }
        boolean whole = full && arguments.length == 1;
        new ReliabilityPage(results, begun, load, client.answers())
                .write((whole ? Path.of("docs", "explanation") : directory).resolve("reliability.md"));
        List<String> shortcomings = results.shortcomings(whole);
        shortcomings.forEach(shortcoming -> Log.info("FAILED: %s", shortcoming));
        return shortcomings.isEmpty();
    }

    private static void stockUp(Client client) throws InterruptedException {
        for (String sku : List.of(Shoppers.SKU, Shoppers.RARE, Shoppers.NEVER)) {
            client.ask(
                    "ecommerce",
                    "PUT",
                    "/api/products/" + sku,
                    Map.of("name", sku, "price", Map.of("amount", "100.00", "currency", "EUR")));
        }
        Object receipt = Map.of("quantity", 1_000_000, "reference", UUID.randomUUID().toString());
        client.ask("inventory", "POST", "/api/stock/" + Shoppers.SKU + "/receipts", receipt);
        Thread.sleep(3_000);
    }

    /** Ends the run, and all that it started, also when something hangs. */
    private static void watch(Duration limit) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(limit);
                Log.info("The run did not end in %s and is given up", limit);
                System.exit(3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
