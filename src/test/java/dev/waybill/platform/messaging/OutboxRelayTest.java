package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.base.WakeableWorker;
import dev.waybill.platform.embedded.DataDirectory;
import dev.waybill.platform.embedded.EmbeddedBroker;
import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.TestKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is in the outbox reaches every queue that is bound to its exchange. */
class OutboxRelayTest {

    private static final String SCHEMA = "relay_test";
    private static final String EVENTS = "note.events";
    private static final String UNBOUND = "cry.events";

    sealed interface Cry {
        record Cried(String subject) implements Cry {}
    }

    @TempDir
    Path data;

    private DataDirectory directory;
    private EmbeddedBroker broker;
    private CachingConnectionFactory connections;
    private JdbcTemplate jdbc;
    private WakeableWorker relay;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(data);
        broker = EmbeddedBroker.start(directory);
        connections = new CachingConnectionFactory("127.0.0.1", broker.port());
        connections.setUsername(broker.user());
        connections.setPassword(broker.password());
        connections.setVirtualHost(broker.virtualHost());
        connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        connections.setPublisherReturns(true);
        var database = TestDatabase.withSchema(SCHEMA);
        jdbc = new JdbcTemplate(database);
        relay = new OutboxRelay(
                        jdbc,
                        new ConcurrencyLimit(),
                        SCHEMA,
                        connections,
                        new PublishedLanguage(
                                List.of(
                                        new PublishedLanguage.Exchange(EVENTS, Notebook.Note.class, Set.of("test")),
                                        new PublishedLanguage.Exchange(UNBOUND, Cry.class, Set.of("test"))),
                                List.of(
                                        new PublishedLanguage.Queue("gone", UNBOUND),
                                        new PublishedLanguage.Queue("early", EVENTS),
                                        new PublishedLanguage.Queue("late", EVENTS)),
                                String::valueOf,
                                "customerId"),
                        new PersonalJson(TestKeys.in(jdbc, SCHEMA), new PersonalFields(Map.of())),
                        "me")
                .thread();
    }

    @AfterEach
    void close() throws Exception {
        relay.stop();
        connections.destroy();
        broker.close();
        directory.close();
    }

    /** At a first start a queue may be bound while another one is not yet: what came then was lost to the latter. */
    @Test
    void nothingIsPublishedBeforeAllQueuesAreBound() throws Exception {
        var blocked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        declares(new Declarables(
                new TopicExchange(EVENTS),
                new Queue("early"),
                new Queue("late"),
                new Binding("early", Binding.DestinationType.QUEUE, EVENTS, "#", Map.of()),
                new Binding("late", Binding.DestinationType.QUEUE, EVENTS, "#", Map.of()) {
                    @Override
                    public String getRoutingKey() {
                        blocked.countDown();
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return super.getRoutingKey();
                    }
                }));
        Thread consumer = Thread.ofVirtual().start(connections::createConnection);
        blocked.await();
        send(EVENTS, "1");

        relay.start();
        Awaitility.await().until(() -> unsent() == 0 || waitsForTheConnection());
        goOn.countDown();
        consumer.join();

        Awaitility.await().until(() -> unsent() == 0);
        var admin = new RabbitAdmin(connections);
        assertThat(admin.getQueueInfo("early").getMessageCount()).isEqualTo(1);
        assertThat(admin.getQueueInfo("late").getMessageCount()).isEqualTo(1);
    }

    @Test
    void whatNoQueueTakesIsSentAgainAndHoldsUpNothingElse() {
        declares(new Declarables(
                new TopicExchange(UNBOUND),
                new TopicExchange(EVENTS),
                new Queue("early"),
                new Binding("early", Binding.DestinationType.QUEUE, EVENTS, "#", Map.of())));
        send(UNBOUND, "1");
        send(EVENTS, "2");
        send(EVENTS, "3");

        relay.start();

        Awaitility.await().until(() -> unsent() == 1);
        var admin = new RabbitAdmin(connections);
        assertThat(admin.getQueueInfo("early").getMessageCount()).isEqualTo(2);
        admin.declareQueue(new Queue("gone"));
        admin.declareBinding(new Binding("gone", Binding.DestinationType.QUEUE, UNBOUND, "#", Map.of()));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> unsent() == 0);
        assertThat(admin.getQueueInfo("gone").getMessageCount()).isEqualTo(1);
    }

    @Test
    void anExchangeThatIsNotThereHoldsUpNothingElse() {
        declares(new Declarables(
                new TopicExchange(EVENTS),
                new Queue("early"),
                new Binding("early", Binding.DestinationType.QUEUE, EVENTS, "#", Map.of())));
        send(EVENTS, "1");
        send(UNBOUND, "2");
        send(EVENTS, "3");

        relay.start();

        Awaitility.await()
                .dontCatchUncaughtExceptions() // Spring's own, when it looks after the channel that was closed
                .until(() -> unsent() == 1);
        assertThat(new RabbitAdmin(connections).getQueueInfo("early").getMessageCount())
                .isEqualTo(2);
    }

    @Test
    void aBatchTakesOneChannel() {
        declares(new Declarables(
                new TopicExchange(EVENTS),
                new Queue("early"),
                new Binding("early", Binding.DestinationType.QUEUE, EVENTS, "#", Map.of())));
        for (int n = 0; n < 50; n++) {
            send(EVENTS, "note-" + n);
        }

        var opened = new AtomicInteger();
        ((CachingConnectionFactory) connections.getPublisherConnectionFactory())
                .addChannelListener((channel, transactional) -> opened.incrementAndGet());

        relay.start();

        Awaitility.await().until(() -> unsent() == 0);
        assertThat(opened).hasValue(1);
    }

    @Test
    void anotherProcesssRowsAreTakenOverWhenTheirLeaseIsOver() {
        declares(new Declarables(
                new TopicExchange(EVENTS),
                new Queue("early"),
                new Binding("early", Binding.DestinationType.QUEUE, EVENTS, "#", Map.of())));
        send(EVENTS, "left", "another", "now() - interval '1 s'");
        send(EVENTS, "in work", "another", "now() + interval '1 h'");
        send(EVENTS, "own", "me", "now() - interval '1 h'");

        relay.start();

        Awaitility.await().until(() -> unsent() == 1);
        assertThat(new RabbitAdmin(connections).getQueueInfo("early").getMessageCount())
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("select message_id from " + SCHEMA + ".outbox", String.class))
                .isEqualTo("in work");
    }

    private void send(String exchange, String id) {
        send(exchange, id, "me", "now()");
    }

    private void send(String exchange, String id, String sender, String leasedUntil) {
        jdbc.update(
                "insert into " + SCHEMA + ".outbox (exchange, type, message_id, body, sender, leased_until)"
                        + " values (?, 'Noted', ?, '{}', ?, " + leasedUntil + ")",
                exchange,
                id,
                sender);
    }

    private void declares(Declarables topology) {
        var context = new GenericApplicationContext();
        context.registerBean(Declarables.class, () -> topology);
        context.refresh();
        var admin = new RabbitAdmin(connections);
        admin.setApplicationContext(context);
        admin.afterPropertiesSet();
    }

    private long unsent() {
        return jdbc.queryForObject("select count(*) from " + SCHEMA + ".outbox", Long.class);
    }

    /** Another thread is creating it. */
    private static boolean waitsForTheConnection() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("outbox-" + SCHEMA))
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("createConnection"));
    }
}
