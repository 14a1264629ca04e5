package dev.waybill.platform.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.server.SystemLauncher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An AMQP 0-9-1 broker inside this process, with a persistent store, on a free port of the loopback interface. */
final class Broker implements AutoCloseable {

    static final String USER = "waybill";

    private static final Logger log = LoggerFactory.getLogger(Broker.class);
    private static final String STORE_CACHE_BYTES = String.valueOf(32 * 1024 * 1024);

    private final KeepsRunningUntilClosed listener = new KeepsRunningUntilClosed();
    private final SystemLauncher launcher = new SystemLauncher(listener);
    private final String password = UUID.randomUUID().toString();
    private final int port;

    private Broker(int port) {
        this.port = port;
    }

    static Broker start(DataDirectory directory) {
        Path work = directory.resolve("broker");
        long began = System.nanoTime();
        try {
            Files.createDirectories(work);
            var broker = new Broker(freePort());
            broker.launch(work);
            log.info(
                    "The AMQP broker runs on 127.0.0.1:{} in {}, after {} ms",
                    broker.port,
                    work,
                    (System.nanoTime() - began) / 1_000_000);
            return broker;
        } catch (Exception e) {
            throw new IllegalStateException("the AMQP broker does not start in " + work, e);
        }
    }

    /** The broker reads its settings from files only: from an executable jar it cannot open its own resources. */
    private void launch(Path work) throws Exception {
        Path settings = work.resolve("settings.json");
        Path current = work.resolve("current.json");
        Path properties = work.resolve("system.properties");
        new ObjectMapper().writeValue(settings.toFile(), settings(work));
        Files.writeString(properties, "");
        Files.deleteIfExists(current); // each start has its own port and password; the store keeps the rest
        launcher.startup(Map.of(
                "type", "JSON",
                "storePath", current.toString(),
                "initialConfigurationLocation", settings.toString(),
                "initialSystemPropertiesLocation", properties.toString(),
                "startupLoggedToSystemOut", "false",
                "context", Map.of("qpid.work_dir", work.toString())));
        // The launcher prints what went wrong and returns as if nothing had.
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        listener.apply();
    }

    private Map<String, Object> settings(Path work) {
        return Map.of(
                "name", "waybill",
                "modelVersion", "8.0",
                "authenticationproviders",
                        List.of(Map.of(
                                "name",
                                "plain",
                                "type",
                                "Plain",
                                "secureOnlyMechanisms",
                                List.of(),
                                "users",
                                List.of(Map.of("name", USER, "type", "managed", "password", password)))),
                "ports",
                        List.of(Map.of(
                                "name",
                                "amqp",
                                "port",
                                port,
                                "bindingAddress",
                                "127.0.0.1",
                                "protocols",
                                List.of("AMQP_0_9_1"),
                                "authenticationProvider",
                                "plain",
                                "virtualhostaliases",
                                List.of(
                                        Map.of("name", "nameAlias", "type", "nameAlias"),
                                        Map.of("name", "defaultAlias", "type", "defaultAlias")))),
                "virtualhostnodes",
                        List.of(Map.of(
                                "name",
                                "waybill",
                                "type",
                                "BDB",
                                "storePath",
                                work.resolve("store").toString(),
                                "defaultVirtualHostNode",
                                true,
                                "context",
                                Map.of("je.maxMemory", STORE_CACHE_BYTES),
                                "virtualHostInitialConfiguration",
                                "{\"type\": \"BDB\"}")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        launcher.shutdown();
        log.info("The AMQP broker has stopped");
    }
}
