package dev.waybill.bench;

import dev.waybill.journey.WaybillProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The executable jar as its operator meets it: how long a start takes, what it needs at rest, how long one order takes. */
final class StartBenchmark {

    private static final int STARTS = 5;
    private static final int WARM_UP = 200;
    private static final int ORDERS = 40;

    private StartBenchmark() {}

    static void run(Report report) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "start");
        double cold = secondsToHealth(data);
        double[] warm = new double[STARTS];
        for (int start = 0; start < STARTS; start++) {
            warm[start] = secondsToHealth(data);
        }
        Arrays.sort(warm);
        report.line("## Start, rest, one order");
        report.line("`java -jar target/waybill.jar` on the embedded default, from the command to a healthy answer: "
                + "%.1f s on an empty data directory, then %.1f s (median of %d; %.1f to %.1f s).",
                cold,
                warm[STARTS / 2],
                STARTS,
                warm[0],
                warm[STARTS - 1]);
        measureRunning(report, data);
    }

    private static double secondsToHealth(Path data) throws IOException, InterruptedException {
        try (var running = Running.start(data)) {
            return running.seconds;
        }
    }

    private static void measureRunning(Report report, Path data) throws IOException, InterruptedException {
        try (var running = Running.start(data)) {
            long rest = running.liveHeap();
            Product.stockUp(running.load);
            for (int order = 0; order < WARM_UP; order++) {
                running.load.placeAndAwaitCompletion();
            }
            long[] millis = new long[ORDERS];
            for (int order = 0; order < ORDERS; order++) {
                millis[order] = running.load.placeAndAwaitCompletion();
            }
            Arrays.sort(millis);
            report.line("Live heap at rest %d MB. One order's way from the request to `COMPLETED` on an idle system with"
                    + " the sandbox's delay at zero, after %d others: median %d ms, worst of %d %d ms.",
                    rest, WARM_UP, millis[ORDERS / 2], ORDERS, millis[ORDERS - 1]);
        }
    }

    /** One run of the jar. */
    private record Running(WaybillProcess process, Load load, double seconds) implements AutoCloseable {

        static Running start(Path data) {
            long begin = System.nanoTime();
            WaybillProcess process = WaybillProcess.start(
                    WaybillProcess.running(WaybillProcess.JAR, List.of()),
                    WaybillProcess.freePort(),
                    List.of("--waybill.data-dir=" + data, "--waybill.shipping.sandbox-delay=0s"),
                    data.resolve("log.txt"));
            process.awaitHealth();
            return new Running(
                    process, new Load("http://127.0.0.1:" + process.port()), (System.nanoTime() - begin) / 1e9);
        }

        /** Megabytes that a full collection leaves. */
        long liveHeap() throws IOException, InterruptedException {
            new ProcessBuilder(WaybillProcess.jdk("jcmd"), String.valueOf(process.pid()), "GC.run")
                    .start()
                    .waitFor();
            String metrics = load.get("/actuator/prometheus");
            return Math.round(metrics.lines()
                            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                            .sum()
                    / 1e6);
        }

        @Override
        public void close() throws InterruptedException {
            process.stop();
        }
    }
}
