package dev.waybill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final int MESSAGES = 300;

    @TempDir
    Path temp;

    /** Publishes until everything is confirmed, then dies at once. */
    static final class HaltedPublisher {
        public static void main(String[] arguments) throws Exception {
            Connection connection = connect(EmbeddedBroker.start(DataDirectory.open(Path.of(arguments[0]))));
            Channel channel = connection.createChannel();
            channel.exchangeDeclare("events", "topic", true);
            channel.queueDeclare("listener", true, false, false, null);
            channel.queueBind("listener", "events", "order.#");
            channel.confirmSelect();
            for (int i = 0; i < MESSAGES; i++) {
                channel.basicPublish(
                        "events",
                        "order.placed",
                        MessageProperties.PERSISTENT_BASIC,
                        body(i).getBytes(StandardCharsets.UTF_8));
            }
            channel.waitForConfirmsOrDie();
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void hasEveryConfirmedMessageAgainAfterItsJvmWasHalted() throws Exception {
        try (OtherProcess publisher = OtherProcess.run(HaltedPublisher.class, temp)) {
            assertThat(publisher.ends()).isEqualTo(1);
        }
        try (DataDirectory directory = DataDirectory.open(temp);
                EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Connection connection = connect(broker)) {
            assertThat(drain(connection.createChannel()))
                    .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                            .mapToObj(EmbeddedBrokerTest::body)
                            .toList());
        }
    }

    /** Is told to end, and still has messages to send on its way out. */
    static final class LeavingPublisher {
        public static void main(String[] arguments) throws Exception {
            Connection connection = connect(EmbeddedBroker.start(DataDirectory.open(Path.of(arguments[0]))));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> publishLastMessages(connection)));
            System.exit(0);
        }

        private static void publishLastMessages(Connection connection) {
            try (Channel channel = connection.createChannel()) {
                channel.queueDeclare("listener", true, false, false, null);
                channel.confirmSelect();
                for (int i = 0; i < MESSAGES; i++) {
                    channel.basicPublish("", "listener", MessageProperties.PERSISTENT_BASIC, new byte[0]);
                    channel.waitForConfirmsOrDie();
                }
                System.out.println("all sent");
            } catch (IOException | TimeoutException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void servesUntilItIsClosedAlthoughTheJvmIsOnItsWayOut() throws Exception {
        try (OtherProcess publisher = OtherProcess.run(LeavingPublisher.class, temp)) {
            assertThat(publisher.says("all sent")).isTrue();
        }
    }

    @Test
    void letsNobodyInWithoutItsPassword() throws Exception {
        try (DataDirectory directory = DataDirectory.open(temp);
                EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            ConnectionFactory stranger = factory(broker);
            stranger.setPassword("guest");
            assertThatThrownBy(stranger::newConnection).isInstanceOf(PossibleAuthenticationFailureException.class);
        }
    }

    @Test
    void doesNotStartWithoutItsStore() throws Exception {
        Files.createDirectories(temp.resolve("broker"));
        Files.createFile(temp.resolve("broker/store"));
        try (DataDirectory directory = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("The embedded broker does not start");
        }
    }

    private static List<String> drain(Channel channel) throws Exception {
        List<String> bodies = new ArrayList<>();
        GetResponse message = channel.basicGet("listener", true);
        while (message != null) {
            bodies.add(new String(message.getBody(), StandardCharsets.UTF_8));
            message = channel.basicGet("listener", true);
        }
        return bodies;
    }

    private static String body(int number) {
        return "message " + number;
    }

    private static Connection connect(EmbeddedBroker broker) throws Exception {
        return factory(broker).newConnection();
    }

    private static ConnectionFactory factory(EmbeddedBroker broker) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        return factory;
    }
}
