package dev.waybill.platform.messaging;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.Channel;
import dev.waybill.platform.eventstore.ConcurrencyLimit;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/** A consumer of notes whose worker runs, and a channel that records what is acknowledged. */
abstract class RunningConsumer {

    static final Duration SOON = Duration.ofSeconds(60);

    final Notebook notes;
    final Channel channel = mock(Channel.class);
    final InboxConsumer consumer;
    private final String schema;

    RunningConsumer(String schema) {
        this.schema = schema;
        this.notes = new Notebook(schema);
        this.consumer = new InboxConsumer(notes.inbox(), new ConcurrencyLimit(), mock(ConnectionFactory.class));
    }

    @BeforeEach
    void work() {
        when(channel.isOpen()).thenReturn(true);
        consumer.startWorker();
    }

    @AfterEach
    void stop() {
        consumer.stop();
    }

    /** A defect of the database that strikes some held messages. */
    void refuse(String condition) {
        notes.jdbc.execute("create or replace function " + schema + ".refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no place for it'; end $$");
        notes.jdbc.execute("create or replace trigger refuse before insert on " + schema
                + ".kept_message for each row when (" + condition + ") execute function " + schema + ".refuse()");
    }
}
