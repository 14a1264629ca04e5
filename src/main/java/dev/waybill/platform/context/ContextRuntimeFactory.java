package dev.waybill.platform.context;

import dev.waybill.platform.calls.CallProperties;
import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.database.LongRunningWork;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import dev.waybill.platform.eventstore.EventLog;
import dev.waybill.platform.eventstore.EventStore;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.messaging.Messaging;
import dev.waybill.platform.messaging.MessagingProperties;
import dev.waybill.platform.messaging.PublishedLanguage;
import dev.waybill.platform.personal.MasterKeys;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.PersonalKeys;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the parts of a context and brings its schema up to date. */
@Component
public class ContextRuntimeFactory {

    private static final Logger log = LoggerFactory.getLogger(ContextRuntimeFactory.class);

    private final DataSource dataSource;
    private final PlatformTransactionManager manager;
    private final ConnectionFactory connections;
    private final PublishedLanguage language;
    private final Clock clock;
    private final CallProperties calls;
    private final MessagingProperties messages;
    private final MasterKeys masterKeys;
    private final ConcurrencyLimit turns = new ConcurrencyLimit();

    public ContextRuntimeFactory(
            DataSource dataSource,
            PlatformTransactionManager manager,
            ConnectionFactory connections,
            PublishedLanguage language,
            Clock clock,
            CallProperties calls,
            MessagingProperties messages,
            MasterKeys masterKeys) {
        this.dataSource = dataSource;
        this.manager = manager;
        this.connections = connections;
        this.language = language;
        this.clock = clock;
        this.calls = calls;
        this.messages = messages;
        this.masterKeys = masterKeys;
    }

    /** The parts of the named context; its migrations are those of the platform and of its own name's
     * folder, numbered in one series. */
    public ContextRuntime create(String name, String schema, PersonalFields personal) {
        Migrations.migrate(dataSource, name, schema);
        var jdbc = new JdbcTemplate(dataSource);
        var json = new PersonalJson(
                PersonalKeys.open(LongRunningWork.like(dataSource), jdbc, schema, masterKeys), personal);
        var transactions = new Transactions(manager, turns, jdbc, schema);
        var events = new EventStore(jdbc, schema, PersonalJson.plain().build());
        if (new EventLog(jdbc, schema, events).continueAfterRestore()) {
            log.warn(
                    "The events of {} were written in another PostgreSQL: this is a restored backup. New events are numbered"
                            + " after them; look at /api/reconciliation for what was in flight",
                    name);
        }
        var messaging = new Messaging(name, schema, language, jdbc, connections, transactions, json, clock, messages);
        return new ContextRuntime(
                name,
                schema,
                jdbc,
                transactions,
                events,
                json,
                messaging,
                new RemoteCalls(jdbc, transactions, schema, calls),
                clock,
                manager);
    }
}
