package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import dev.waybill.platform.messaging.ReadmeTest.NoteEvent;
import dev.waybill.platform.personal.PersonalFields;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** The messages of a transaction leave together or one by one, as the setting says, and are counted as messages. */
class OutboxTest {

    private static final String SCHEMA = "outbox_test";

    private final EventStoreFixture fixture = new EventStoreFixture(SCHEMA);

    private Outbox outbox(boolean batches) {
        return new Messaging(
                        "notes",
                        SCHEMA,
                        ReadmeTest.LANGUAGE,
                        fixture.jdbc(),
                        new CachingConnectionFactory("127.0.0.1", 1),
                        fixture.transactions(),
                        fixture.json(PersonalFields.none()),
                        Clock.systemUTC(),
                        new MessagingProperties(batches))
                .outbox();
    }

    private void send(Outbox outbox, String... ids) {
        fixture.transactions().run(() -> {
            for (String id : ids) {
                outbox.send(new StreamId("note", id), id, new NoteEvent.Noted(id, "buy milk"), null);
            }
        });
    }

    private int rows() {
        Integer rows = fixture.jdbc().queryForObject("select count(*) from " + SCHEMA + ".outbox", Integer.class);
        return rows == null ? 0 : rows;
    }

    @ParameterizedTest
    @CsvSource({"true, 2", "false, 4"})
    void theMessagesOfATransactionLeaveAsTheSettingSays(boolean batches, int rows) {
        Outbox outbox = outbox(batches);

        send(outbox, "n-1", "n-2", "n-3");
        send(outbox, "n-4");

        assertThat(rows()).isEqualTo(rows);
        assertThat(outbox.size()).isEqualTo(4);
        assertThat(outbox.waiting().messages()).isEqualTo(4);
    }

    @Test
    void theOldestOfABatchIsSeen() {
        Outbox outbox = outbox(true);

        send(outbox, "n-1", "n-2");

        assertThat(outbox.waiting().oldest())
                .isBeforeOrEqualTo(Clock.systemUTC().instant());
    }
}
