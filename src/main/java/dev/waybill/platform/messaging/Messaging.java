package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** The messaging parts of one context: its outbox with the relay, and the consumers of its queues. */
public final class Messaging {

    private final String name;
    private final String schema;
    private final PublishedLanguage language;
    private final JdbcTemplate jdbc;
    private final ConnectionFactory connections;
    private final Transactions transactions;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final HeldMessages heldMessages;
    private final Lanes lanes;
    private final InboxRetention retention;
    private final List<InboxConsumer> consumers = new CopyOnWriteArrayList<>();

    /** @param name the context's name, the source of what it sends */
    public Messaging(
            String name,
            String schema,
            PublishedLanguage language,
            JdbcTemplate jdbc,
            ConnectionFactory connections,
            Transactions transactions,
            PersonalJson json,
            Clock clock,
            MessagingProperties settings) {
        this.name = name;
        this.schema = schema;
        this.language = language;
        this.jdbc = jdbc;
        this.connections = connections;
        this.transactions = transactions;
        String sender = UUID.randomUUID().toString().substring(0, 8); // of this process, as long as it runs
        this.outbox = new Outbox(jdbc, schema, name, language, json, transactions, clock, settings.batches(), sender);
        this.relay =
                new OutboxRelay(jdbc, transactions.concurrencyLimit(), schema, connections, language, json, sender);
        outbox.afterEachCommit(relay.thread()::wake);
        var content = new HeldContent(json, new PersonalOwners(language.ownerField()));
        this.heldMessages = new HeldMessages(jdbc, schema, content);
        this.retention = new InboxRetention(jdbc, schema);
        this.lanes = new Lanes(
                heldMessages,
                new ParkedMessages(name, jdbc, schema, content),
                new EarlyMessages(name, jdbc, schema, content),
                transactions,
                schema);
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Publishes the outbox while the application runs. */
    public SmartLifecycle relay() {
        return relay.thread();
    }

    /** Consumes the subscription's queue while the application runs; throws for a queue that carries none of its messages. */
    public <M> SmartLifecycle consumer(Subscription<M> subscription) {
        var transaction = new InboxTransaction<>(subscription, transactions, heldMessages, jdbc, schema);
        var reader = new MessageReader<>(subscription, language, heldMessages);
        var inbox = new Inbox<>(subscription, reader, transaction, heldMessages);
        lanes.add(inbox);
        var consumer = new InboxConsumer(inbox, transactions.concurrencyLimit(), connections);
        consumers.add(consumer);
        return consumer;
    }

    /** The queues that are consumed here. */
    public List<String> queues() {
        return consumers.stream().map(InboxConsumer::queue).toList();
    }

    /** The queues whose consumers are stuck. */
    public List<StuckQueue> stuck() {
        return consumers.stream()
                .flatMap(consumer -> consumer.stuck(name).stream())
                .toList();
    }

    /** How many messages of a queue this process has received and not acknowledged yet. */
    public int held(String queue) {
        return sum(queue, InboxConsumer::held);
    }

    /** As {@link #held}, of a consumer that makes no progress at the moment; else 0. */
    public int delayed(String queue) {
        return sum(queue, InboxConsumer::delayed);
    }

    private int sum(String queue, ToIntFunction<InboxConsumer> count) {
        return consumers.stream()
                .filter(consumer -> consumer.queue().equals(queue))
                .mapToInt(count)
                .sum();
    }

    /** Cleans the inbox while the application runs. */
    public SmartLifecycle retention() {
        return retention.thread();
    }

    /** The lanes in which something has failed. */
    public Lanes lanes() {
        return lanes;
    }
}
