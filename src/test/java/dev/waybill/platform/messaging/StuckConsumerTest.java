package dev.waybill.platform.messaging;

import static dev.waybill.platform.messaging.Notebook.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;

/** A consumer never tries in place without an end: it parks raw, or is stuck with one message while the others go on. */
class StuckConsumerTest extends RunningConsumer {

    private static final String SCHEMA = "stuck_consumer_test";

    StuckConsumerTest() {
        super(SCHEMA);
    }

    private void deliver(long tag, Object body) {
        Message message = MessageBuilder.withBody(body.toString().getBytes(StandardCharsets.UTF_8))
                .setMessageId("message-" + tag)
                .setType("Noted")
                .setDeliveryTag(tag)
                .build();
        consumer.received(message, channel);
    }

    @Test
    void whatCannotBePutAsideInItsLaneIsParkedRawAndTheQueueGoesOn() throws Exception {
        refuse("new.lane is not null");
        notes.failing.add(1);

        deliver(1, note("a", 1));
        deliver(2, note("b", 2));
        deliver(3, note("c", 1));

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(notes.lanes().parkedCount()).isEqualTo(3));
        notes.failing.clear();
        deliver(4, note("d", 1));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(notes.numbers("d")).containsExactly(1));
        assertThat(consumer.stuck("notes")).isEmpty();
        assertThat(notes.lanes().parked(10)).allSatisfy(parked -> {
            assertThat(parked.cause()).contains("no place for it");
            assertThat(parked.body().path("source").asText()).isEqualTo("test");
        });
    }

    @Test
    void whatCannotEvenBeParkedRawIsSetAsideTheOthersGoOnAndItIsHandledOnceTheDefectIsMended() throws Exception {
        refuse("true");
        notes.failing.add(7);

        deliver(1, note("a", 7).without(java.util.List.of("sequence")));
        deliver(2, note("b", 1));
        deliver(3, "no json");
        deliver(4, note("c", 1));

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(notes.numbers("b")).containsExactly(1);
            assertThat(notes.numbers("c")).containsExactly(1);
            assertThat(consumer.stuck("notes")).hasValueSatisfying(stuck -> {
                assertThat(stuck.queue()).isEqualTo("notes");
                assertThat(stuck.message()).isEqualTo("Noted message-1");
                assertThat(stuck.cause()).contains("no place for it");
                assertThat(stuck.messages()).isEqualTo(2);
                assertThat(stuck.held()).isEqualTo(2);
            });
        });
        verify(channel, never()).basicAck(eq(1L), anyBoolean());
        verify(channel, never()).basicAck(anyLong(), eq(true));
        verify(channel).basicAck(2, false);
        verify(channel).basicAck(4, false);

        notes.failing.clear();
        notes.jdbc.execute("drop trigger refuse on " + SCHEMA + ".kept_message");

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            verify(channel).basicAck(1, false);
            verify(channel).basicAck(3, false);
            assertThat(consumer.stuck("notes")).isEmpty();
        });
        assertThat(notes.numbers("a")).containsExactly(7);
        assertThat(notes.lanes().parkedCount()).isEqualTo(1);
    }

    @Test
    void anErrorIsParkedLikeAnyOtherFailure() {
        notes.killedAt = 1; // an error that nothing catches
        deliver(1, note("a", 1));
        deliver(2, note("b", 2));

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(notes.lanes().parked(10))
                        .singleElement()
                        .satisfies(parked -> assertThat(parked.cause()).contains("Killed")));
        assertThat(consumer.stuck("notes")).isEmpty();
    }

    @Test
    void aHandlerThatDoesNotComeBackIsSeen() throws Exception {
        notes.hangs.acquire();
        deliver(1, note("a", 1));

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(consumer.stuck("notes")).hasValueSatisfying(stuck -> {
                    assertThat(stuck.message()).isEqualTo("Noted message-1");
                    assertThat(stuck.cause()).startsWith("has been handled for ");
                }));

        notes.hangs.release();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(consumer.stuck("notes")).isEmpty());
        assertThat(notes.numbers("a")).containsExactly(1);
    }
}
