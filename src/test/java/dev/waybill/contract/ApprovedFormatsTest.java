package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.billing.domain.BillEvent;
import dev.waybill.ecommerce.domain.CatalogueEvent;
import dev.waybill.inventory.domain.BackOrderQueue;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.StockItem;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.shipping.domain.ShipmentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every message and of every stored event is approved: what others read, and what is stored for years, does
 * not change by accident. To approve a new or changed format copy the received file over the approved one.
 */
class ApprovedFormatsTest {

    private static final Path APPROVED = Path.of("src", "test", "resources", "approved");
    private static final Path RECEIVED = Path.of("target", "received");
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private static final Map<String, Class<?>> STORED = Map.of(
            "stored/order", OrderEvent.class,
            "stored/billing", BillEvent.class,
            "stored/ecommerce", CatalogueEvent.class,
            "stored/inventory/stock", StockItem.StockEvent.class,
            "stored/inventory/reservation", Reservation.ReservationEvent.class,
            "stored/inventory/queue", BackOrderQueue.QueueEvent.class,
            "stored/shipping", ShipmentEvent.class);

    static Stream<Arguments> formats() {
        Stream<Arguments> messages = Topology.EXCHANGES.stream()
                .flatMap(exchange -> records("messages/" + exchange.name(), exchange.messages()));
        Stream<Arguments> stored =
                STORED.entrySet().stream().flatMap(family -> records(family.getKey(), family.getValue()));
        return Stream.concat(messages, stored);
    }

    private static Stream<Arguments> records(String folder, Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .filter(family::isAssignableFrom)
                .map(type -> Arguments.of(folder + "/" + type.getSimpleName() + ".json", type));
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
        assertThat(JSON.readTree(Files.readString(APPROVED.resolve(file)))).isEqualTo(JSON.readTree(json));
        assertThat(JSON.readValue(Files.readString(APPROVED.resolve(file)), type))
                .isEqualTo(sample);
    }
}
