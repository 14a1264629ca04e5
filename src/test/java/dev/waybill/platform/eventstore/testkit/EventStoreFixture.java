package dev.waybill.platform.eventstore.testkit;

import dev.waybill.platform.embedded.TestDatabase;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventLog;
import dev.waybill.platform.eventstore.EventStore;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.SnapshotFormat;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.personal.TestKeys;
import java.time.Clock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The event store of one context on a real PostgreSQL, in an empty schema of its own, for tests of its users. */
public final class EventStoreFixture {

    private final String schema;
    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final EventStore store;
    private final Transactions transactions;

    /** Drops the schema if an earlier test has left it, and creates it with the platform's tables. */
    public EventStoreFixture(String schema) {
        this.schema = schema;
        this.database = TestDatabase.withSchema(schema);
        this.jdbc = new JdbcTemplate(database);
        this.store = new EventStore(jdbc, schema, PersonalJson.plain().build());
        this.transactions =
                new Transactions(new DataSourceTransactionManager(database), new ConcurrencyLimit(), jdbc, schema);
    }

    /** The database, with the schema in it. */
    public DataSource database() {
        return database;
    }

    /** Statements on the database; they have to name the schema. */
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public EventStore store() {
        return store;
    }

    public Transactions transactions() {
        return transactions;
    }

    /** All events of the schema in their order. */
    public EventLog log() {
        return new EventLog(jdbc, schema, store);
    }

    /** The stored JSON, with its own keys for these personal fields; every call is as a process that has just started. */
    public PersonalJson json(PersonalFields personal) {
        return new PersonalJson(TestKeys.in(jdbc, schema), personal);
    }

    /** Aggregates without personal data; every call is as a process that has just started. */
    public <S, C, E> Aggregates<S, C, E> aggregates(String category, Decider<S, C, E> decider, Class<E> family) {
        return aggregates(category, decider, EventTypes.of(family), state -> null, PersonalFields.none());
    }

    /** Aggregates with personal data; every call is as a process that has just started. */
    public <S, C, E> Aggregates<S, C, E> aggregates(
            String category,
            Decider<S, C, E> decider,
            EventTypes<E> types,
            Function<S, @Nullable String> owner,
            PersonalFields personal) {
        return new Aggregates<>(
                category, decider, types, owner, store, transactions, json(personal), Clock.systemUTC());
    }

    /** Aggregates with snapshots; every call is as a process that has just started. */
    public <S, C, E> Aggregates<S, C, E> aggregates(
            String category,
            Decider<S, C, E> decider,
            Class<E> family,
            SnapshotFormat<S> format,
            PersonalFields personal) {
        return new Aggregates<>(
                category,
                decider,
                EventTypes.of(family),
                format,
                store,
                transactions,
                json(personal),
                Clock.systemUTC());
    }
}
