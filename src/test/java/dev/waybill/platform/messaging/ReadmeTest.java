package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.docs.ReadmeExample;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import dev.waybill.platform.messaging.testkit.SubscriptionRun;
import dev.waybill.platform.personal.PersonalFields;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** The README's example. */
class ReadmeTest {

    private static final String SCHEMA = "messaging_readme";

    // readme
    sealed interface NoteEvent {
        record Noted(String noteId, String text) implements NoteEvent {}
    }

    static final PublishedLanguage LANGUAGE = new PublishedLanguage(
            List.of(new PublishedLanguage.Exchange("note.events", NoteEvent.class, Set.of("notes"))),
            List.of(new PublishedLanguage.Queue("archive.note-events", "note.events")),
            message -> ((NoteEvent.Noted) message).noteId(), // what a message is about: its lane
            "customerId"); // the field that names whose personal data a message carries
    // end

    @Test
    void sendsAndSubscribes() {
        var fixture = new EventStoreFixture(SCHEMA);
        List<String> archive = new ArrayList<>();
        var messaging = new Messaging(
                "notes",
                SCHEMA,
                LANGUAGE,
                fixture.jdbc(),
                new CachingConnectionFactory("127.0.0.1", 1),
                fixture.transactions(),
                fixture.json(PersonalFields.none()),
                Clock.systemUTC(),
                new MessagingProperties(true));
        var transactions = fixture.transactions();

        // readme
        transactions.run(() -> messaging
                .outbox()
                .send(new StreamId("note", "n-1"), "n-1", new NoteEvent.Noted("n-1", "buy milk"), null));

        Subscription<NoteEvent.Noted> archiving = Subscription.to("archive.note-events", NoteEvent.Noted.class)
                .inLanesOf("note")
                .handling(noted -> archive.add(noted.text())); // inside a transaction, once, in the lane's order
        // end

        assertThat(messaging.outbox().size()).isEqualTo(1);
        assertThat(messaging.consumer(archiving).isRunning()).isFalse();
        new SubscriptionRun<>(archiving).deliver(new NoteEvent.Noted("n-1", "buy milk"));
        assertThat(archive).containsExactly("buy milk");
    }

    @Test
    void isWhatTheReadmeShows() throws Exception {
        ReadmeExample.isShown(ReadmeTest.class);
    }
}
