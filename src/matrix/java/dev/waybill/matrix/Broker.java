package dev.waybill.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** The failure matrix's own RabbitMQ, on ports and files of its own. */
final class Broker implements AutoCloseable {

    /** Debian's wrapper insists on the machine's own user and home, so the script behind it is taken where there is one. */
    private static final List<Path> SERVERS = List.of(
            Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
            Path.of("/usr/local/sbin/rabbitmq-server"),
            Path.of("/usr/sbin/rabbitmq-server"),
            Path.of("/opt/rabbitmq/sbin/rabbitmq-server"));

    /** Who may do everything. */
    static final String RUN = "waybill";

    private final Path directory;
    private final int port;
    private final int distribution;
    private final Process names;
    private Process process;

    Broker(Path directory, int port, int distribution, int namesPort) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.port = port;
        this.distribution = distribution;
        Files.createDirectories(directory.resolve("home"));
        Files.writeString(directory.resolve("plugins"), "[].\n");
        Path definitions = directory.resolve("definitions.json");
        Files.writeString(definitions, definitions());
        Files.writeString(
                directory.resolve("rabbit.conf"),
                "listeners.tcp.1 = 127.0.0.1:" + port + "\nlog.console = false\ndisk_free_limit.absolute = 50MB\n"
                        + "load_definitions = " + definitions + "\n");
        this.names = new ProcessBuilder("epmd", "-port", String.valueOf(namesPort), "-address", "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.environment = Map.ofEntries(
                Map.entry("HOME", directory.resolve("home").toString()),
                Map.entry("RABBITMQ_NODENAME", "matrix@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", String.valueOf(distribution)),
                Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", directory.resolve("rabbit.conf").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", directory.resolve("none").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", directory.resolve("plugins").toString()),
                Map.entry("RABBITMQ_PID_FILE", directory.resolve("pid").toString()),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("ERL_EPMD_PORT", String.valueOf(namesPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"));
        start();
    }

    private final Map<String, String> environment;

    /** Returns when the broker takes connections. */
    void start() throws IOException {
        var builder = new ProcessBuilder(server().toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(directory.toFile(), "console.log")));
        builder.environment().keySet().removeIf(name -> name.startsWith("RABBITMQ") || name.startsWith("ERL_"));
        builder.environment().putAll(environment);
        process = builder.start();
        Awaitility.await("RabbitMQ, whose log is in " + directory)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> {
                    connect().close();
                    return true;
                });
    }

    private static Path server() {
        return SERVERS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the failure matrix starts a RabbitMQ of its own and found"
                        + " no rabbitmq-server in " + SERVERS + "; install one (apt-get install rabbitmq-server)"));
    }

    /** Those that users take, with passwords, and one more user for the run itself. */
    private static String definitions() throws IOException {
        var json = new ObjectMapper();
        var all = (ObjectNode) json.readTree(Path.of("src", "deploy", "rabbitmq.json").toFile());
        for (JsonNode user : all.withArray("users")) {
            ((ObjectNode) user).remove("password_hash");
            ((ObjectNode) user).put("password", user.path("name").asText());
        }
        all.withArray("users").addObject().put("name", RUN).put("password", RUN).put("tags", "administrator");
        all.withArray("permissions")
                .addObject()
                .put("user", RUN)
                .put("vhost", "/")
                .put("configure", ".*")
                .put("write", ".*")
                .put("read", ".*");
        return all.toString();
    }

    /** A connection of the run's own, beside the product's. */
    Connection connect() throws IOException, TimeoutException {
        return connect(RUN);
    }

    /** A connection as that user, whose password is its name. */
    Connection connect(String user) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(user);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection("failure-matrix");
    }

    /** Stops it in order. */
    void stop() throws InterruptedException {
        all().forEach(ProcessHandle::destroy);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    void kill() throws InterruptedException {
        all().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    private List<ProcessHandle> all() {
        return process.descendants().toList();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        names.destroyForcibly().waitFor();
    }
}
