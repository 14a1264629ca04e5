package dev.waybill.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The product in a JVM of its own, as operators start it; its owner may pause, kill and stop it. */
public final class WaybillProcess implements AutoCloseable {

    /** What {@code mvn package} has built. */
    public static final Path JAR = Path.of("target", "waybill.jar").toAbsolutePath();

    /** Options for a JVM that shares a small machine with many others. */
    public static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-Xmx320m", "-XX:TieredStopAtLevel=1", "-Xlog:disable");

    /** One master key for all processes on servers that they share, also from different directories. */
    public static final String MASTER_KEY =
            "--waybill.personal.master-key=VGhlIG1hc3RlciBrZXkgb2YgYWxsIHRlc3RzLCAzMiE=";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final Path log;

    private WaybillProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it; {@link #awaitHealth} waits until it serves.
     *
     * @param java options of the JVM, then what it runs
     * @param log the file to which its output is added
     */
    public static WaybillProcess start(List<String> java, int port, List<String> settings, Path log) {
        List<String> command = new ArrayList<>(List.of(jdk("java")));
        command.addAll(java);
        command.add("--server.port=" + port);
        command.addAll(settings);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new WaybillProcess(process, port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the JVM is to run, behind its options: a jar of the product. */
    public static List<String> running(Path jar, List<String> options) {
        return Stream.concat(options.stream(), Stream.of("-jar", jar.toString()))
                .toList();
    }

    /** A tool of the JDK that runs this. */
    public static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** A port of 127.0.0.1 on which no process listens now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The number by which the machine knows it. */
    public long pid() {
        return process.pid();
    }

    /** The time that processors have spent on it. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Waits until its health endpoint answers 200; fails at once when it has ended. */
    public void awaitHealth() {
        Awaitility.await("health of the process whose log is " + log)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(4))
                .failFast("it has ended, see " + log, () -> !process.isAlive())
                .until(this::isHealthy);
    }

    /** Whether its health endpoint answers 200. */
    public boolean isHealthy() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends it on the spot. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop in order. */
    public void beginStop() {
        process.destroy();
    }

    /** Stops it in order; kills it when that takes longer than 40 s. */
    public void stop() throws InterruptedException {
        beginStop();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Stops it until {@link #goOn}. */
    public void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it run again. */
    public void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Stops it in order. */
    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
