package dev.waybill.platform.messaging;

import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.personal.PersonalJson;
import java.time.Clock;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The messaging parts of one context: its outbox with the relay, and the consumers of its queues. */
public final class Messaging {

    private final String schema;
    private final PublishedLanguage language;
    private final JdbcTemplate jdbc;
    private final ConnectionFactory connections;
    private final Transactions transactions;
    private final PersonalJson json;
    private final Outbox outbox;
    private final OutboxRelay relay;

    /** @param name the context's name, the source of what it sends */
    public Messaging(
            String name,
            String schema,
            PublishedLanguage language,
            JdbcTemplate jdbc,
            PlatformTransactionManager manager,
            ConnectionFactory connections,
            Transactions transactions,
            PersonalJson json,
            Clock clock) {
        this.schema = schema;
        this.language = language;
        this.jdbc = jdbc;
        this.connections = connections;
        this.transactions = transactions;
        this.json = json;
        this.outbox = new Outbox(jdbc, schema, name, language, json, transactions, clock);
        this.relay = new OutboxRelay(
                jdbc, new TransactionTemplate(manager), transactions.turns(), schema, connections, language, json);
        outbox.wakesAtCommit(relay.thread()::wake);
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Publishes the outbox while the application runs. */
    public SmartLifecycle relay() {
        return relay.thread();
    }

    /** Consumes the listener's queue while the application runs. */
    public SmartLifecycle consumer(Listener listener) {
        var kept = new KeptMessages(jdbc, schema, json, listener.queue());
        var transaction = new InboxTransaction(listener, transactions, kept, jdbc, schema);
        return new InboxConsumer(
                listener.queue(),
                new Inbox(listener, language, json, transaction, kept),
                transactions.turns(),
                connections);
    }
}
