package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.platform.embedded.DataDirectory;
import dev.waybill.platform.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

/** One line reports that the broker is away and what to do, however often it is retried, and one that it is back. */
@ExtendWith(OutputCaptureExtension.class)
class BrokerStatusLogTest {

    private record Details(int port) implements RabbitConnectionDetails {
        @Override
        public List<Address> getAddresses() {
            return List.of(new Address("127.0.0.1", port));
        }
    }

    private static CachingConnectionFactory connectionsTo(int port) {
        var connections = new CachingConnectionFactory("127.0.0.1", port);
        new BrokerStatusLog(connections, new Details(port)).afterSingletonsInstantiated();
        return connections;
    }

    @Test
    void aBrokerThatIsAwayIsReportedOnce(CapturedOutput output) {
        CachingConnectionFactory connections = connectionsTo(1);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(connections::createConnection).isInstanceOf(AmqpConnectException.class);
            LoggerFactory.getLogger("some.Container")
                    .error("Error creating consumer; retrying in 1000", new AmqpConnectException(new Exception()));
        }

        assertThat(StringUtils.countOccurrencesOf(output.toString(), "RabbitMQ at 127.0.0.1:1 accepts no connection"))
                .isEqualTo(1);
        assertThat(output).contains("correct spring.rabbitmq.addresses").doesNotContain("Error creating consumer");
    }

    @Test
    void aRefusedLoginIsReportedAsSuchUntilItIsAccepted(CapturedOutput output, @TempDir Path data) {
        try (var broker = EmbeddedBroker.start(DataDirectory.open(data))) {
            CachingConnectionFactory connections = connectionsTo(broker.port());
            connections.setUsername(broker.user());
            connections.setVirtualHost(broker.virtualHost());
            connections.setPassword("wrong");
            assertThatThrownBy(connections::createConnection).isInstanceOf(AmqpException.class);
            assertThat(output)
                    .contains("correct spring.rabbitmq.username and .password")
                    .doesNotContain("is back");

            connections.setPassword(broker.password());
            connections.createConnection();

            assertThat(output).contains("RabbitMQ is back after");
            connections.destroy();
        }
    }
}
