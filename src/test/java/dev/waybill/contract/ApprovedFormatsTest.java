package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.billing.BillingEvent.PaymentRefunded;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.personal.PersonalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every message and of every stored event is approved: what others read, and what is stored for years, does
 * not change by accident. To approve a new format, or a changed one of a message, copy the received file over the approved
 * one; older versions of stored events are {@link StoredEventsTest}'s.
 */
class ApprovedFormatsTest {

    private static final Path APPROVED = Path.of("src", "test", "resources", "approved");
    private static final Path RECEIVED = Path.of("target", "received");
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    static Stream<Arguments> formats() {
        Stream<Arguments> messages = Topology.EXCHANGES.stream()
                .flatMap(exchange -> records("messages/" + exchange.name(), exchange.messages()));
        Stream<Arguments> stored = StoredFamily.ALL.stream()
                .flatMap(StoredFamily::samples)
                .filter(StoredSample::isCurrent)
                .map(sample -> Arguments.of(
                        "stored/" + sample.file(), sample.family().types().classOf(sample.name())));
        return Stream.concat(messages, stored);
    }

    private static Stream<Arguments> records(String folder, Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .filter(family::isAssignableFrom)
                .map(type -> Arguments.of(folder + "/" + type.getSimpleName() + ".json", type));
    }

    @Test
    void aRefundThatDoesNotNameItsPaymentIsStillRead() throws IOException {
        String before =
                "{\"orderId\": \"order-1\", \"revision\": 1, \"amount\": {\"amount\": \"119.00\", \"currency\": \"EUR\"}}";

        assertThat(JSON.readValue(before, PaymentRefunded.class))
                .isEqualTo(new PaymentRefunded("order-1", 1, null, new Money("119.00", "EUR")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void isAsApproved(String file, Class<?> type) throws IOException {
        Object sample = Samples.of(type);
        String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n";
        Path received = RECEIVED.resolve(file);
        Files.createDirectories(received.getParent());
        Files.writeString(received, json);

        assertThat(APPROVED.resolve(file)).exists();
        assertThat(JSON.readTree(Files.readString(APPROVED.resolve(file))))
                .as("a stored event is not changed but gets a new schema version: docs/how-to/change-a-stored-event.md")
                .isEqualTo(JSON.readTree(json));
        assertThat(JSON.readValue(Files.readString(APPROVED.resolve(file)), type))
                .isEqualTo(sample);
    }
}
