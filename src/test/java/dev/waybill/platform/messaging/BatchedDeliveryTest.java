package dev.waybill.platform.messaging;

import static dev.waybill.platform.messaging.Notebook.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;

/** Several messages in one delivery: each is handled as if it had come alone, and the delivery is acknowledged behind the last. */
class BatchedDeliveryTest extends RunningConsumer {

    private static final String SCHEMA = "batched_delivery_test";

    BatchedDeliveryTest() {
        super(SCHEMA);
    }

    private void deliver(long tag, String body) {
        var message = MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8))
                .setMessageId("message-" + tag)
                .setType("batch")
                .setDeliveryTag(tag)
                .build();
        consumer.received(message, channel);
    }

    private static String batch(Object... messages) {
        return Stream.of(messages).map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private void awaitAcknowledged(long tag) throws Exception {
        verify(channel, timeout(SOON.toMillis())).basicAck(eq(tag), anyBoolean());
    }

    @Test
    void allOfItsMessagesAreHandledInOrderAndItIsAcknowledgedOnce() throws Exception {
        deliver(1, batch(note("a", 1), note("b", 1), note("a", 2)));
        awaitAcknowledged(1);
        deliver(2, batch(note("a", 3), note("a", 2)));
        awaitAcknowledged(2);

        assertThat(notes.numbers("a")).containsExactly(1, 2, 3);
        assertThat(notes.numbers("b")).containsExactly(1);
        verify(channel, times(2)).basicAck(anyLong(), anyBoolean());
    }

    @Test
    void moreMessagesThanOneTransactionTakesAreAllHandled() throws Exception {
        Object[] many = IntStream.rangeClosed(1, 250)
                .mapToObj(number -> note("a", number))
                .toArray();

        deliver(1, batch(many));

        awaitAcknowledged(1);
        assertThat(notes.numbers("a")).hasSize(250).isSorted();
    }

    @Test
    void aBadElementIsParkedAlone() throws Exception {
        notes.failing.add(2);

        deliver(1, batch(note("a", 1), "{\"no\": \"message\"}", note("b", 2), 7, note("c", 1), note("b", 3)));
        awaitAcknowledged(1);

        assertThat(notes.numbers("a")).containsExactly(1);
        assertThat(notes.numbers("c")).containsExactly(1);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(notes.lanes().parked(10))
                        .extracting(parked -> parked.body().toString())
                        .contains("{\"no\":\"message\"}", "7"));
        assertThat(notes.held())
                .as("two bad ones, one that failed and the one behind it")
                .isEqualTo(4);
    }

    @Test
    void whatIsNoWholeArrayIsParkedAsItCame() throws Exception {
        List<String> broken = List.of("[" + note("a", 1), "[" + note("a", 1) + ",]", batch(note("a", 1)) + "x", "[]");

        for (int n = 0; n < broken.size(); n++) {
            deliver(n + 1, broken.get(n));
            awaitAcknowledged(n + 1);
        }

        assertThat(notes.numbers("a")).isEmpty();
        assertThat(notes.lanes().parkedCount()).isEqualTo(broken.size());
    }

    @Test
    void aMessageThatCannotEvenBeParkedKeepsItsDeliveryUnacknowledgedAndNothingElse() throws Exception {
        refuse("true");

        deliver(1, batch(note("a", 1), "{}", note("b", 1)));
        deliver(2, batch(note("c", 1)));
        awaitAcknowledged(2);

        verify(channel, never()).basicAck(anyLong(), eq(true));
        verify(channel, never()).basicAck(1, false);
        assertThat(consumer.stuck("notes"))
                .hasValueSatisfying(stuck -> assertThat(stuck.messages()).isEqualTo(1));
        notes.jdbc.execute("drop trigger refuse on " + SCHEMA + ".kept_message");
        awaitAcknowledged(1);
        assertThat(notes.numbers("a")).containsExactly(1);
        assertThat(notes.numbers("b")).containsExactly(1);
        assertThat(notes.lanes().parkedCount()).isEqualTo(1);
    }
}
