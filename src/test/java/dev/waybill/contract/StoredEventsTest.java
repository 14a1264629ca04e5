package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.PaymentRefunded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was stored in any schema version is read for ever: a sample of each is kept and sealed by its checksum. A new one is
 * sealed with the list that this test has received.
 */
class StoredEventsTest {

    private static final String SEALED = "sealed.sha256";
    private static final Path RECEIVED = Path.of("target", "received", "stored", SEALED);

    static Stream<StoredSample<?, ?>> samples() {
        return StoredFamily.ALL.stream().flatMap(StoredFamily::samples);
    }

    @ParameterizedTest
    @MethodSource("samples")
    <S, E> void isReadAndMovesItsAggregate(StoredSample<S, E> sample) throws IOException {
        E event = sample.event();

        assertThat(StoredSample.stored(event))
                .as("brought up, it holds all that is stored today and no more")
                .isEqualTo(sample.broughtUp());
        assertThat(sample.family().after(event)).isNotNull();
    }

    @Test
    void aRefundThatDoesNotNameItsPaymentIsOfAnUnknownOne() throws IOException {
        var sample = samples()
                .filter(kept -> kept.file().equals("order/PaymentRefunded@1.json"))
                .findFirst()
                .orElseThrow();

        OrderEvent refund = (OrderEvent) sample.event();

        assertThat(refund).isEqualTo(new PaymentRefunded(3, "unknown", 4));
        Order order = Orders.DECIDER.replay(
                Order.NONE, List.of((OrderEvent) Samples.of(OrderEvent.OrderPlaced.class), refund, refund));
        assertThat(order.payment().refunded()).as("two of them add up").isEqualTo(8);
    }

    @Test
    void noKeptSampleIsEverChanged() throws IOException {
        Map<String, String> sealed = sealed();
        Map<String, String> kept = kept();
        receive(sealed, kept);

        assertThat(kept)
                .as("somebody's streams hold events like these: leave the samples as they were, and add a new schema"
                        + " version with its own (docs/how-to/change-a-stored-event.md)")
                .containsAllEntriesOf(sealed);
        assertThat(sealed)
                .as("a new sample is not sealed yet: cp %s %s", RECEIVED, StoredSample.KEPT.resolve(SEALED))
                .containsOnlyKeys(kept.keySet());
        assertThat(samples().map(StoredSample::file))
                .as("files that no event is stored like")
                .containsAll(kept.keySet());
    }

    private static Map<String, String> sealed() throws IOException {
        try (var lines = Files.lines(StoredSample.KEPT.resolve(SEALED))) {
            return lines.map(line -> line.split("  ", 2)).collect(Collectors.toMap(line -> line[1], line -> line[0]));
        }
    }

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        try (var files = Files.walk(StoredSample.KEPT)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String name = StoredSample.KEPT.relativize(file).toString().replace('\\', '/');
                kept.put(name, checksum(Files.readAllLines(file)));
            }
        }
        return kept;
    }

    /** As sha256sum has it, wherever lines end otherwise. */
    private static String checksum(List<String> lines) {
        try {
            String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is sealed stays so; what is new comes to it. */
    private static void receive(Map<String, String> sealed, Map<String, String> kept) throws IOException {
        Map<String, String> all = new TreeMap<>(kept);
        all.putAll(sealed);
        Files.createDirectories(RECEIVED.getParent());
        Files.write(
                RECEIVED,
                all.entrySet().stream()
                        .map(line -> line.getValue() + "  " + line.getKey())
                        .toList());
    }
}
