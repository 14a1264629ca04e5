package dev.waybill.platform.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.eventstore.EventStore;
import dev.waybill.platform.eventstore.Head;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.personal.PersonalJson;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a context has received, unchanged: a stream per publisher and subject, so that read models can be rebuilt from it at
 * any time. Personal fields are stored encrypted, as everywhere.
 */
public final class MessageLog {

    private static final int SCHEMA = 1;

    private final EventStore store;
    private final Transactions transactions;
    private final PersonalJson json;

    public MessageLog(EventStore store, Transactions transactions, PersonalJson json) {
        this.store = store;
        this.transactions = transactions;
        this.json = json;
    }

    /** Stores a message with the current transaction; {@code owner} is whose personal data it carries, null for none. */
    public void append(Envelope envelope, Object message, @Nullable String owner) {
        Head head = transactions.current().head(new StreamId(envelope.source(), envelope.subject()));
        long version = head.nextVersion();
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("id", envelope.id())
                .put("sequence", envelope.sequence() == null ? version : envelope.sequence())
                .set("data", json.write(message, owner));
        store.append(
                transactions.current(),
                new RecordedEvent(
                        head.id(),
                        version,
                        envelope.type(),
                        SCHEMA,
                        data,
                        envelope.time(),
                        envelope.causationId(),
                        envelope.correlationId(),
                        envelope.initiator()));
    }

    /** The messages of publishers about subjects, in the order of the publishers' clocks, personal fields readable. */
    public List<LoggedMessage> about(Collection<StreamId> streams) {
        return store.load(streams).stream()
                .map(event -> read(event.with(json.reveal(event.data()))))
                .sorted(Comparator.comparing(LoggedMessage::time)
                        .thenComparing(LoggedMessage::source)
                        .thenComparing(LoggedMessage::sequence))
                .toList();
    }

    /** A stored message without its personal fields. */
    public static LoggedMessage blank(RecordedEvent event) {
        return read(event.with(PersonalJson.blank(event.data())));
    }

    private static LoggedMessage read(RecordedEvent event) {
        return new LoggedMessage(
                event.data().path("id").asText(),
                event.stream().category(),
                event.type(),
                event.stream().id(),
                event.data().path("sequence").asLong(),
                event.occurredAt(),
                event.causationId(),
                event.correlationId(),
                event.data().path("data"));
    }
}
