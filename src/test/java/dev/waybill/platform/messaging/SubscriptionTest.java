package dev.waybill.platform.messaging;

import static dev.waybill.platform.messaging.Notebook.addressed;
import static dev.waybill.platform.messaging.Notebook.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Notebook.Note;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A subscription states what is handled and how; what it does not state costs a subscriber nothing. */
class SubscriptionTest {

    private static final String SCHEMA = "subscription_test";

    private final Notebook notes = new Notebook(SCHEMA);
    private final List<String> happened = new ArrayList<>();

    private static void deliver(Inbox<?> inbox, ObjectNode... messages) {
        inbox.handle(Stream.of(messages)
                .map(message -> new Delivery(message.toString().getBytes(StandardCharsets.UTF_8), "{}"))
                .toList());
    }

    private static ObjectNode flawed(ObjectNode note) {
        note.withObject("data").remove("subject");
        return note;
    }

    @Test
    void aSubscriberToOneEventReceivesNoOtherAndWaitsForNone() {
        List<Note.Addressed> received = new ArrayList<>();
        var inbox = notes.inbox(
                Subscription.to("notes", Note.Addressed.class).inLanesOf("note").handling(received::add));
        ObjectNode third = addressed("a", Map.of("subject", "a", "customerId", "c", "name", "n"));

        deliver(inbox, third.put("id", "a-3").put("sequence", 3), note("a", 1));
        assertThat(received).as("the second may be one of its own").isEmpty();
        deliver(inbox, flawed(note("a", 2)));

        assertThat(received).extracting(Note.Addressed::subject).containsExactly("a");
        assertThat(notes.held()).isZero();
    }

    @Test
    void aQueueThatCarriesNoneOfTheMessagesIsRefused() {
        var texts = Subscription.to("notes", String.class).inLanesOf("note").handling(text -> {});

        assertThatThrownBy(() -> notes.inbox(texts)).hasMessage("note.events carries no String");
    }

    @Test
    void aBatchIsLockedThenLoadedThenHandledInsideWhatItShares() {
        var shared = new StreamId("shared", "lock");
        var inbox = notes.inbox(Subscription.to("notes", Note.class)
                .inLanesOf("note")
                .handling(note -> happened.add("handles " + note.subject()))
                .lockingFirst(shared)
                .loading(batch -> happened.add(heads() + " heads, loads " + batch.size()))
                .around((batch, handling) -> {
                    happened.add("begins " + batch.size());
                    handling.run();
                    happened.add("ends");
                }));

        deliver(inbox, note("a", 1), note("b", 1));

        assertThat(happened).containsExactly("3 heads, loads 2", "begins 2", "handles a", "handles b", "ends");
    }

    private int heads() {
        Integer count = notes.jdbc.queryForObject("select count(*) from " + SCHEMA + ".stream", Integer.class);
        return count == null ? 0 : count;
    }

    @Test
    void whatIsHandledAloneSharesItsBatchWithNoLaterMessageOfItsLane() {
        var inbox = notes.inbox(Subscription.to("notes", Note.Noted.class)
                .inLanesOf("note")
                .handling(note -> happened.add(note.subject() + note.number()))
                .loading(batch -> happened.add("batch"))
                .alone(note -> note.number() == 2));

        deliver(inbox, note("a", 1), note("a", 2), note("a", 3), note("b", 1));

        assertThat(happened).containsExactly("batch", "a1", "a2", "b1", "batch", "a3");
    }

    @Test
    void theExampleOfTheManualIsCompiled() throws Exception {
        String example = Files.readString(
                Path.of("src", "test", "java", "dev", "waybill", "inventory", "messaging", "DemandListener.java"));
        String shown = example.substring(example.indexOf("/**")).indent(7).replaceAll("(?m) +$", "");

        assertThat(Files.readString(Path.of("docs", "how-to", "subscribe-to-an-event.md")))
                .contains(shown.stripTrailing());
    }
}
