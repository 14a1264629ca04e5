package dev.waybill.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** One context of the product in a JVM of its own, which the run starts, kills and stops. */
final class ContextProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final String user;
    private final int port;
    private final Path jar;
    private final Path directory;
    private final List<String> settings;
    final TcpProxy database;
    final TcpProxy broker;
    private List<String> more = List.of();
    private Process process;

    /**
     * @param user at PostgreSQL and at the broker, where it is its password too
     * @param jar of the release that runs
     */
    ContextProcess(
            String name,
            String user,
            int port,
            Path jar,
            Path directory,
            TcpProxy database,
            TcpProxy broker,
            List<String> settings) {
        this.name = name;
        this.user = user;
        this.port = port;
        this.jar = jar;
        this.directory = directory;
        this.database = database;
        this.broker = broker;
        this.settings = settings;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Settings beside the usual ones, from the next start on. */
    void with(List<String> changed) {
        more = changed;
    }

    void start() throws IOException {
        start("-Xshare:auto");
    }

    private void start(String sharing) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                sharing,
                "-XX:SharedArchiveFile=" + archive(),
                "-jar",
                jar.toAbsolutePath().toString(),
                "--waybill.contexts=" + name,
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres",
                "--spring.datasource.username=" + user,
                "--spring.rabbitmq.addresses=amqp://" + user + ":" + user + "@127.0.0.1:" + broker.port(),
                "--waybill.topology=given",
                "--waybill.security.users.admin.password={noop}admin",
                "--waybill.security.users.admin.roles=customer,agent,warehouse,operator"));
        command.addAll(settings);
        command.addAll(more);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(name + ".log").toFile()))
                .start();
    }

    /** The first stop in order writes it, so that the many starts that follow cost less. */
    private Path archive() {
        return directory.resolve("waybill.jsa");
    }

    /** Starts and stops once, for the archive. */
    void rehearse() throws IOException, InterruptedException {
        start("-XX:+AutoCreateSharedArchive");
        awaitHealth();
        stop();
    }

    /** Waits until it says that it is well. */
    void awaitHealth() {
        Awaitility.await(name + ", whose log is in " + directory)
                .pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofMinutes(2))
                .until(this::isHealthy);
    }

    boolean isHealthy() {
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

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it in order. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }
}
