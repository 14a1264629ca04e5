package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {

    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    /** RFC 9562, appendix A.4. */
    @Test
    void areOfVersionFiveAsTheRfcHasIt() {
        assertThat(MessageIds.version5(DNS, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void areTheSameAgainAndAnotherForEachMessage() {
        UUID id = MessageIds.of("order", "order.events", "order-1", 1);

        assertThat(id).isEqualTo(MessageIds.of("order", "order.events", "order-1", 1));
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
        Set<UUID> others = Stream.of(
                        MessageIds.of("shop", "order.events", "order-1", 1),
                        MessageIds.of("order", "order.commands", "order-1", 1),
                        MessageIds.of("order", "order.events", "order-2", 1),
                        MessageIds.of("order", "order.events", "order-1", 2),
                        MessageIds.of("order", "order.events", "1\norder-1", 1))
                .collect(Collectors.toSet());
        assertThat(others).hasSize(5).doesNotContain(id);
    }
}
