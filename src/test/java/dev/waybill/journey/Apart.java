package dev.waybill.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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

    /** What the journeys hold at PostgreSQL beside the product. */
    static final int OWN_CONNECTIONS = 4;

    private static final Map<String, Integer> COPIES = new LinkedHashMap<>();

    static {
        COPIES.put("ecommerce", 1);
        COPIES.put("order", 2);
        COPIES.put("billing", 2);
        COPIES.put("inventory", 2);
        COPIES.put("shipping", 2);
        COPIES.put("desk", 1);
    }

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

    private final List<WaybillProcess> copies = new ArrayList<>();
    private final Map<String, List<Integer>> ports = new LinkedHashMap<>();
    private final int port = WaybillProcess.freePort();
    private @Nullable Process nginx;

    private Apart() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Whether the journeys are to run so: {@code WAYBILL_TEST_LAYOUT=apart}. */
    static boolean isWanted() {
        return "apart".equals(System.getenv("WAYBILL_TEST_LAYOUT"));
    }

    /** How many processes of the product it starts. */
    static int processes() {
        return COPIES.values().stream().mapToInt(Integer::intValue).sum();
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
        List<String> own = new ArrayList<>(settings);
        own.add("--spring.datasource.hikari.maximum-pool-size=" + OWN_CONNECTIONS);
        return new SpringApplicationBuilder(Servers.class)
                .web(WebApplicationType.NONE)
                .run(own.toArray(String[]::new));
    }

    private void startAll(List<String> settings) throws IOException {
        if (!Files.exists(WaybillProcess.JAR)) {
            throw new IOException("there is no " + WaybillProcess.JAR + "; mvn package builds it");
        }
        Files.createDirectories(DIRECTORY);
        COPIES.forEach((context, count) -> {
            for (int copy = 0; copy < count; copy++) {
                copies.add(start(context, settings));
            }
        });
        nginx = nginx();
        copies.forEach(WaybillProcess::awaitHealth);
        Awaitility.await("nginx").until(() -> listens(port));
    }

    private WaybillProcess start(String context, List<String> settings) {
        List<String> options = new ArrayList<>(WaybillProcess.SMALL);
        options.add(context.equals("order") ? "-XX:+AutoCreateSharedArchive" : "-Xshare:auto"); // order has all classes
        options.add("-XX:SharedArchiveFile=" + DIRECTORY.resolve("waybill.jsa"));
        List<String> own = new ArrayList<>(settings);
        own.removeIf(setting -> setting.startsWith("--server.port="));
        own.add("--waybill.contexts=" + context);
        int free = WaybillProcess.freePort();
        ports.computeIfAbsent(context, none -> new ArrayList<>()).add(free);
        return WaybillProcess.start(
                WaybillProcess.running(WaybillProcess.JAR, options),
                free,
                own,
                DIRECTORY.resolve(context + "-" + free + ".log"));
    }

    private Process nginx() throws IOException {
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
        return new ProcessBuilder("nginx", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        DIRECTORY.resolve("nginx.log").toFile()))
                .start();
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

    /** Stops all of it in order, all at once; what does not end in time is killed. */
    @Override
    public void close() {
        copies.forEach(WaybillProcess::beginStop);
        try {
            for (WaybillProcess copy : copies) {
                copy.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (nginx != null) {
            nginx.destroy();
        }
    }
}
