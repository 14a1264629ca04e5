package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Messages that are sent together are received as the same messages in the same order. */
class OutboxRowTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static OutboxRow message(String exchange, String id, String text) {
        return OutboxRow.single(exchange, "Noted", id, "{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}");
    }

    @Test
    void aMessageAloneTravelsAsItIs() {
        OutboxRow alone = message("a.events", "1", "");

        assertThat(OutboxRow.together(List.of(alone))).containsExactly(alone);
    }

    @Test
    void messagesToOneExchangeTravelTogetherUpToTheLimits() {
        List<OutboxRow> many = IntStream.range(0, 250)
                .mapToObj(n -> message(n % 5 == 0 ? "b.events" : "a.events", "m" + n, ""))
                .toList();

        assertThat(OutboxRow.together(many))
                .extracting(row -> row.exchange() + " " + row.type() + " " + row.messageId() + " " + row.messages())
                .containsExactly("b.events batch m0 50", "a.events batch m1 100", "a.events batch m126 100");
    }

    @Test
    void aLongMessageTravelsAlone() {
        String long1 = "x".repeat(300 * 1024);
        List<OutboxRow> rows = List.of(
                message("a", "1", ""),
                message("a", "2", long1),
                message("a", "3", long1 + long1),
                message("a", "4", ""));

        assertThat(OutboxRow.together(rows)).extracting(OutboxRow::messages).containsExactly(2, 1, 1);
    }

    @Provide
    Arbitrary<List<OutboxRow>> rows() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("[]{},:\\\"é€ \u0001")
                .ofMaxLength(20)
                .map(text -> {
                    String quoted = JSON.getNodeFactory().textNode(text).toString();
                    return quoted.substring(1, quoted.length() - 1);
                });
        return Combinators.combine(Arbitraries.of("a.events", "b.events"), texts)
                .as((exchange, text) -> message(exchange, "id", text))
                .list()
                .ofMaxSize(250);
    }

    @Property(tries = 200)
    void whatTravelsTogetherIsReceivedOneByOne(@ForAll("rows") List<OutboxRow> rows) throws Exception {
        Map<String, List<JsonNode>> received = new java.util.HashMap<>();
        for (OutboxRow row : OutboxRow.together(rows)) {
            for (Delivery part : new Delivery(row.body().getBytes(StandardCharsets.UTF_8), "{}").parts()) {
                received.computeIfAbsent(row.exchange(), exchange -> new ArrayList<>())
                        .add(JSON.readTree(part.text()));
            }
        }

        assertThat(received)
                .isEqualTo(rows.stream()
                        .collect(Collectors.groupingBy(
                                OutboxRow::exchange, Collectors.mapping(OutboxRowTest::tree, Collectors.toList()))));
    }

    private static JsonNode tree(OutboxRow row) {
        try {
            return JSON.readTree(row.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
