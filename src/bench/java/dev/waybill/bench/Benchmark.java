package dev.waybill.bench;

import dev.waybill.journey.Browser;
import dev.waybill.journey.WaybillProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the product and writes docs/explanation/performance.md. Arguments: orders per round, rounds, and the sections that are
 * wanted, by default all: {@code start}, {@code copies} and {@code compare} need {@code target/waybill.jar}, {@code paint} Chromium, {@code real}, {@code copies} and {@code compare} a
 * database and broker in WAYBILL_TEST_DATABASE_URL and WAYBILL_TEST_RABBITMQ_ADDRESSES that are empty at first.
 */
public final class Benchmark {

    private static final List<String> ALL =
            List.of("start", "timers", "allocation", "stock", "lanes", "books", "rebuild", "rebase", "desk", "paint", "embedded", "real", "copies", "compare");

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        int orders = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        List<String> sections =
                args.length == 2 ? ALL : List.of(args).subList(2, args.length);
        check(sections);
        var report = new Report();
        for (String section : sections) {
            switch (section) {
                case "start" -> StartBenchmark.run(report);
                case "timers" -> TimerBenchmark.run(report);
                case "allocation" -> AllocationBenchmark.run(report);
                case "stock" -> StockBenchmark.run(report);
                case "lanes" -> LanesBenchmark.run(report);
                case "books" -> ReconciliationBenchmark.run(report);
                case "rebuild" -> RebuildBenchmark.run(report);
                case "rebase" -> RebaseBenchmark.run(report, 5 * orders);
                case "desk" -> DeskBenchmark.run(report);
                case "paint" -> PaintBenchmark.run(report);
                case "embedded" -> new ThroughputBenchmark(report, orders, rounds).run(true);
                case "real" -> new ThroughputBenchmark(report, orders, rounds).run(false);
                case "compare" ->
                    new ComparisonBenchmark(report, orders, rounds, System.getProperty("benchmark.earlier")).run();
                case "copies" -> new SideBySideBenchmark(report, orders, rounds).run();
                default -> throw new AssertionError(section);
            }
        }
        if (sections.equals(ALL)) {
            Files.writeString(Path.of("docs", "explanation", "performance.md"), report.text());
        }
    }

    /** Reports in the beginning what would be missing at the end. */
    private static void check(List<String> sections) {
        if (!ALL.containsAll(sections)) {
            throw new IllegalArgumentException(sections + " are not all among the sections " + ALL);
        }
        if ((sections.contains("start") || sections.contains("copies") || sections.contains("compare")) && !Files.exists(WaybillProcess.JAR)) {
            throw new IllegalArgumentException(
                    "\"start\", \"copies\" and \"compare\" need " + WaybillProcess.JAR + ": mvn package makes it");
        }
        if (sections.contains("paint")) {
            Browser.installed();
        }
        if ((sections.contains("real") || sections.contains("copies") || sections.contains("compare"))
                && (System.getenv("WAYBILL_TEST_DATABASE_URL") == null
                        || System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES") == null)) {
            throw new IllegalArgumentException("\"real\", \"copies\" and \"compare\" need WAYBILL_TEST_DATABASE_URL and"
                    + " WAYBILL_TEST_RABBITMQ_ADDRESSES; name the other sections to do without");
        }
    }
}
