package dev.waybill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedServersTest {

    private Path path;

    @BeforeEach
    void makeDirectory() throws IOException {
        path = Files.createTempDirectory(Files.createDirectories(Path.of("target", "embedded")), "data");
    }

    private static JdbcTemplate jdbc(DatabaseServer server) {
        return new JdbcTemplate(new DriverManagerDataSource(server.jdbcUrl(), "postgres", ""));
    }

    @Test
    void aDataDirectoryServesOneProcess() {
        try (DataDirectory held = DataDirectory.lock(path.toString())) {
            assertThat(held.resolve("waybill.lock")).exists();
            assertThatThrownBy(() -> DataDirectory.lock(path.toString()))
                    .isInstanceOf(UnusableDataDirectory.class)
                    .hasMessageContaining("is in use by another Waybill");
        }
        DataDirectory.lock(path.toString()).close();
    }

    @Test
    void theDatabaseIsDurableAndKeepsItsDataOverARestart() throws IOException {
        try (DataDirectory directory = DataDirectory.lock(path.toString())) {
            try (DatabaseServer server = DatabaseServer.start(directory)) {
                for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                    assertThat(jdbc(server).queryForObject("show " + setting, String.class))
                            .isEqualTo("on");
                }
                jdbc(server).execute("create table kept as select 42 as answer");
            }
            try (DatabaseServer server = DatabaseServer.start(directory)) {
                assertThat(jdbc(server).queryForObject("select answer from kept", Integer.class))
                        .isEqualTo(42);
            }
        }
    }

    @Test
    void whatAKilledProcessLeftRunningIsStoppedAndStartedAnewWithAllItsData() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        path.toString())
                .inheritIO()
                .start();
        assertThat(killed.waitFor()).isEqualTo(KilledProcess.HALTED);
        Path pidFile = path.resolve("postgresql").resolve("postmaster.pid");
        long orphan = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
        assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isPresent();

        try (DataDirectory directory = DataDirectory.lock(path.toString());
                DatabaseServer server = DatabaseServer.start(directory);
                Broker broker = Broker.start(directory)) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(jdbc(server).queryForObject("select answer from kept", Integer.class))
                    .isEqualTo(42);
            CachingConnectionFactory connections = connections(broker);
            assertThat(new RabbitTemplate(connections).receiveAndConvert("kept", 5_000))
                    .isEqualTo("a message");
            connections.destroy();
        }
    }

    /** Another JVM that is ended without any warning after it has written and published something. */
    static final class KilledProcess {

        static final int HALTED = 86;

        public static void main(String[] arguments) {
            DataDirectory directory = DataDirectory.lock(arguments[0]);
            jdbc(DatabaseServer.start(directory)).execute("create table kept as select 42 as answer");
            CachingConnectionFactory connections = connections(Broker.start(directory));
            connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.SIMPLE);
            new RabbitAdmin(connections).declareQueue(new Queue("kept"));
            new RabbitTemplate(connections).invoke(operations -> {
                operations.convertAndSend("kept", "a message");
                return operations.waitForConfirms(10_000);
            });
            Runtime.getRuntime().halt(HALTED);
        }
    }

    @Test
    void aFirstStartThatWasInterruptedIsBegunAgain() throws IOException {
        try (DataDirectory directory = DataDirectory.lock(path.toString())) {
            Files.createDirectories(directory.resolve("postgresql"));
            Files.writeString(directory.resolve("postgresql").resolve("postgresql.conf"), "half");

            try (DatabaseServer server = DatabaseServer.start(directory)) {
                assertThat(jdbc(server).queryForObject("select 1", Integer.class))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void theBrokerKeepsItsMessagesOverARestart() {
        try (DataDirectory directory = DataDirectory.lock(path.toString())) {
            try (Broker broker = Broker.start(directory)) {
                CachingConnectionFactory connections = connections(broker);
                new RabbitAdmin(connections).declareQueue(new Queue("kept"));
                new RabbitTemplate(connections).convertAndSend("kept", "a message");
                connections.destroy();
            }
            try (Broker broker = Broker.start(directory)) {
                CachingConnectionFactory connections = connections(broker);
                assertThat(new RabbitTemplate(connections).receiveAndConvert("kept", 5_000))
                        .isEqualTo("a message");
                connections.destroy();
            }
        }
    }

    private static CachingConnectionFactory connections(Broker broker) {
        var connections = new CachingConnectionFactory("127.0.0.1", broker.port());
        connections.setUsername(Broker.USER);
        connections.setPassword(broker.password());
        return connections;
    }
}
