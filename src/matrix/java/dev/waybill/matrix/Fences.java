package dev.waybill.matrix;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.waybill.contract.topology.Topology;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Tries whether a context's users reach what is another's: its tables, its queues, and its exchanges. */
final class Fences {

    private static final String REFUSED = "42501";

    private interface Attempt {
        void on(Channel channel) throws IOException;
    }

    private final Stage stage;
    private final List<String> open = new ArrayList<>();

    Fences(Stage stage) {
        this.stage = stage;
    }

    /** What stands open and should not. */
    List<String> open() throws Exception {
        for (String context : Stage.CONTEXTS) {
            try (Connection connection = stage.broker.connect(Stage.user(context))) {
                for (String other : Stage.CONTEXTS) {
                    if (!other.equals(context)) {
                        tables(context, other);
                        broker(connection, context, other);
                    }
                }
                refused(connection, context + " declares a queue", channel -> channel.queueDeclare(
                        "anything-" + context, true, false, false, Map.of()));
            }
        }
        return open;
    }

    private void tables(String context, String other) throws SQLException {
        try (var connection = DriverManager.getConnection(stage.databaseUrl(Stage.user(context)));
                var statement = connection.createStatement()) {
            statement.executeQuery("select 1 from " + SchemaAudit.schema(other) + ".event limit 1");
            open.add(context + " reads the events of " + other);
        } catch (SQLException e) {
            if (!REFUSED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void broker(Connection connection, String context, String other) throws IOException, TimeoutException {
        for (Topology.Queue queue : Topology.QUEUES) {
            if (queue.context().equals(other)) {
                refused(connection, context + " takes from " + queue.name(), channel -> channel.basicGet(queue.name(), false));
            }
        }
        if (!other.equals("desk")) {
            refused(connection, context + " publishes events of " + other, channel -> {
                channel.confirmSelect();
                channel.basicPublish(other + ".events", "OrderPlaced", null, new byte[0]);
                try {
                    channel.waitForConfirms(5_000);
                } catch (InterruptedException | TimeoutException e) {
                    throw new IOException(e);
                }
            });
        }
    }

    /** A refusal closes the channel. */
    private void refused(Connection connection, String what, Attempt attempt) throws IOException, TimeoutException {
        Channel channel = connection.createChannel();
        try {
            attempt.on(channel);
            open.add(what);
            channel.close();
        } catch (IOException | ShutdownSignalException e) {
            if (!String.valueOf(e.getCause() == null ? e : e.getCause()).contains("ACCESS_REFUSED")) {
                throw e;
            }
        }
    }
}
