package dev.waybill.platform.messaging;

import static dev.waybill.platform.messaging.Notebook.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages are handled once and in their subject's order, however they arrive. */
class InboxTest {

    private final Notebook notes = new Notebook("inbox_test");

    @Test
    void handlesWhatComesInOrderAtOnce() {
        notes.deliver(note("a", 1), note("a", 2), note("b", 1));

        assertThat(notes.numbers("a")).containsExactly(1, 2);
        assertThat(notes.numbers("b")).containsExactly(1);
    }

    @Test
    void skipsWhatComesAgain() {
        notes.deliver(note("a", 1), note("a", 1));
        notes.deliver(note("a", 1), note("a", 2));

        assertThat(notes.numbers("a")).containsExactly(1, 2);
    }

    @Test
    void holdsBackWhatComesEarlyUntilItsPredecessorIsHandled() {
        notes.deliver(note("a", 3));
        notes.deliver(note("a", 2));
        assertThat(notes.numbers("a")).isEmpty();

        notes.deliver(note("a", 1));

        assertThat(notes.numbers("a")).containsExactly(1, 2, 3);
        assertThat(notes.held()).isZero();
    }

    @Test
    void handlesAnyShuffleOfRepeatedMessagesOnceAndInOrder() {
        var random = new Random(11);
        for (int run = 0; run < 20; run++) {
            String subject = "s" + run;
            List<ObjectNode> deliveries = new ArrayList<>();
            IntStream.rangeClosed(1, 8).forEach(n -> {
                deliveries.add(note(subject, n));
                deliveries.add(note(subject, n));
            });
            Collections.shuffle(deliveries, random);
            int cut = random.nextInt(deliveries.size());
            notes.deliver(deliveries.subList(0, cut).toArray());
            notes.deliver(deliveries.subList(cut, deliveries.size()).toArray());
            assertThat(notes.numbers(subject)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void handlesAMessageOutsideOfAnyOrderOnce() {
        ObjectNode loose = note("a", 7);
        loose.remove("sequence");

        notes.deliver(loose);
        notes.deliver(loose);

        assertThat(notes.numbers("a")).containsExactly(7);
    }
}
