package dev.waybill.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.SystemConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An AMQP 0-9-1 broker in this JVM, on a free port of 127.0.0.1, with queues and messages in the data directory. */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final SystemLauncher launcher;
    private final int port;
    private final String password;

    private EmbeddedBroker(SystemLauncher launcher, int port, String password) {
        this.launcher = launcher;
        this.port = port;
        this.password = password;
    }

    /** Starts the broker; what it had confirmed before a crash is there again when this returns. */
    public static EmbeddedBroker start(DataDirectory directory) {
        long begin = System.nanoTime();
        Path home = directory.resolve("broker");
        try {
            EmbeddedBroker broker = startIn(Directories.createPrivate(home));
            log.info(
                    "The AMQP broker is ready on 127.0.0.1:{}, data in {}, after {} ms",
                    broker.port,
                    home,
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            return broker;
        } catch (Exception e) { // What the launcher declares.
            throw new EmbeddedStartException(
                    "The embedded broker does not start on " + home + ": " + e,
                    "Look for the broker's own lines in the log above, or name a RabbitMQ with spring.rabbitmq.host.",
                    e);
        }
    }

    private static EmbeddedBroker startIn(Path home) throws Exception {
        BrokerStart start = new BrokerStart();
        SystemLauncher launcher = new SystemLauncher(start);
        String password = UUID.randomUUID().toString();
        try {
            launcher.startup(attributes(home, password));
            EmbeddedBroker broker = new EmbeddedBroker(launcher, start.port(), password);
            start.leaveShutdownToTheApplication();
            return broker;
        } catch (Exception e) {
            launcher.shutdown();
            throw e;
        }
    }

    /** The configuration is written anew for each start; what has to last is in the virtual host's store. */
    private static Map<String, Object> attributes(Path home, String password) throws IOException {
        Path configuration = home.resolve("configuration");
        Directories.delete(configuration);
        Directories.createPrivate(configuration);
        Path initial = configuration.resolve("initial.json");
        Files.writeString(initial, BrokerConfiguration.json(password));
        Path systemProperties = configuration.resolve("system.properties");
        // Its operational messages (a line per connection, queue and consumer) are of no use here.
        Files.writeString(systemProperties, "qpid.broker_status_updates=false\n");
        // Both locations are files: the broker's own classpath: URLs do not work in an executable jar.
        return Map.of(
                SystemConfig.TYPE, "JSON",
                Broker.STORE_PATH, configuration.resolve("broker.json").toString(),
                SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false,
                SystemConfig.INITIAL_CONFIGURATION_LOCATION, initial.toUri().toString(),
                SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION,
                        systemProperties.toUri().toString(),
                SystemConfig.CONTEXT, Map.of(SystemConfig.QPID_WORK_DIR, home.toString()));
    }

    public int port() {
        return port;
    }

    public String user() {
        return BrokerConfiguration.USER;
    }

    public String password() {
        return password;
    }

    public String virtualHost() {
        return BrokerConfiguration.VIRTUAL_HOST;
    }

    @Override
    public void close() {
        launcher.shutdown();
    }
}
