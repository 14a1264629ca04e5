package dev.waybill.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.amqp.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The product as it is deployed for many: each context in JVMs of its own, most of them in two, behind nginx with the
 * product's own {@code src/deploy/ingress.conf}. It runs {@code target/waybill.jar}, so that has to be built before.
 */
final class Apart implements AutoCloseable {

    private static final Map<String, Integer> COPIES = new LinkedHashMap<>();

    static {
        COPIES.put("ecommerce", 1);
        COPIES.put("order", 2);
        COPIES.put("billing", 2);
        COPIES.put("inventory", 2);
        COPIES.put("shipping", 2);
        COPIES.put("desk", 1);
    }

    private static final Path JAR = Path.of("target", "waybill.jar").toAbsolutePath();
    private static final Path DIRECTORY = Path.of("target", "journeys", "apart").toAbsolutePath();

    /** The journeys' own way to the servers, beside the product's. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        RabbitAutoConfiguration.class
    })
    static class Servers {}

    private final List<Process> processes = new ArrayList<>();
    private final int port = freePort();

    private Apart() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Whether the journeys are to run so: {@code WAYBILL_TEST_LAYOUT=apart}. */
    static boolean isWanted() {
        return "apart".equals(System.getenv("WAYBILL_TEST_LAYOUT"));
    }

    /** Starts all copies with these settings; they are well when this returns. */
    static Apart start(List<String> settings) {
        var apart = new Apart();
        try {
            apart.startAll(settings);
            return apart;
        } catch (IOException | RuntimeException e) {
            apart.close();
            throw new IllegalStateException("not all of it starts; the logs are in " + DIRECTORY, e);
        }
    }

    /** Beans that reach the servers of these settings, and nothing of the product. */
    static ConfigurableApplicationContext servers(List<String> settings) {
        return new SpringApplicationBuilder(Servers.class)
                .web(WebApplicationType.NONE)
                .run(settings.toArray(String[]::new));
    }

    private void startAll(List<String> settings) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IOException("there is no " + JAR + "; mvn package builds it");
        }
        Files.createDirectories(DIRECTORY);
        Map<String, List<Integer>> ports = new LinkedHashMap<>();
        COPIES.forEach((context, copies) -> ports.put(
                context, IntStream.range(0, copies).mapToObj(copy -> freePort()).toList()));
        for (var context : ports.entrySet()) {
            for (int copy : context.getValue()) {
                start(context.getKey(), copy, settings);
            }
        }
        nginx(ports);
        Awaitility.await("all copies to be well")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ports.values().stream().flatMap(List::stream).allMatch(this::isWell));
        Awaitility.await("nginx").until(() -> listens(port));
    }

    private boolean isWell(int port) {
        if (processes.stream().anyMatch(process -> !process.isAlive())) {
            throw new IllegalStateException("a process has ended");
        }
        return listens(port) && new Shop(port).get("/actuator/health").status() == 200;
    }

    private void start(String context, int port, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                context.equals("order") ? "-XX:+AutoCreateSharedArchive" : "-Xshare:auto", // order has all the classes
                "-XX:SharedArchiveFile=" + DIRECTORY.resolve("waybill.jsa"),
                "-jar",
                JAR.toString(),
                "--waybill.contexts=" + context));
        settings.stream()
                .filter(setting -> !setting.startsWith("--server.port="))
                .forEach(command::add);
        command.add("--server.port=" + port);
        command.add("--spring.datasource.hikari.maximum-pool-size=7"); // ten of them share a server's hundred
        run(context + "-" + port, command);
    }

    private void nginx(Map<String, List<Integer>> ports) throws IOException {
        String routes = Files.readString(Path.of("src", "deploy", "ingress.conf"));
        for (var context : ports.entrySet()) {
            String copies = context.getValue().stream()
                    .map(copy -> "server 127.0.0.1:" + copy + "$1;")
                    .collect(Collectors.joining(" "));
            routes = routes.replaceAll("server " + context.getKey() + ":8080([^;]*);", copies);
        }
        Path temporary = Files.createDirectories(DIRECTORY.resolve("nginx"));
        Path configuration = Files.writeString(
                temporary.resolve("nginx.conf"),
                "daemon off; pid %1$s/pid; error_log %1$s/error.log; worker_rlimit_nofile 8192; events { worker_connections 4096; } http { access_log %1$s/access.log;"
                                .formatted(temporary)
                        + Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                                .map(kind -> kind + "_temp_path " + temporary.resolve(kind) + ";")
                                .collect(Collectors.joining(" "))
                        + routes.replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                        + "}");
        run("nginx", List.of("nginx", "-c", configuration.toString()));
    }

    private void run(String name, List<String> command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        DIRECTORY.resolve(name + ".log").toFile()))
                .start());
    }

    /** Where customers, agents and operators reach all of it. */
    int port() {
        return port;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops all of it in order, all at once; what does not end in time is killed. */
    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(40, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
