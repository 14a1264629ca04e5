package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.journey.LiveStream.Event;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders and the desk, followed as they move. */
class LiveJourneyTest {

    private final Shop shop = Shop.open();

    @Test
    void anOrdersEventsComeAsTheyHappenAndGoOnBehindTheLastOneSeen() {
        String sku = shop.sellNew("LIVE", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        try (var stream = LiveStream.open(shop, "/api/orders/" + id + "/stream", "")) {
            Awaitility.await().until(() -> stream.types().contains("StockBackOrdered"));
            shop.receive(sku, 1);
            Awaitility.await().until(() -> stream.types().contains("OrderCompleted"));
            assertThat(stream.types()).isEqualTo(shop.eventTypes(id));
            assertThat(stream.events())
                    .extracting(Event::id)
                    .isEqualTo(IntStream.rangeClosed(1, stream.events().size())
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(stream.events().getFirst().data())
                    .isEqualTo(shop.get("/api/orders/" + id + "/events").json().get(0));
        }
        List<String> all = shop.eventTypes(id);
        try (var resumed = LiveStream.open(shop, "/api/orders/" + id + "/stream", "3")) {
            Awaitility.await().until(() -> resumed.types().size() >= all.size() - 3);
            assertThat(resumed.types()).isEqualTo(all.subList(3, all.size()));
        }
    }

    @Test
    void theDeskReceivesEachMessageOnceAndContinuesBehindTheLastOneSeen() {
        List<Event> seen;
        String id;
        try (var stream = LiveStream.open(shop, "/api/desk/stream", "")) {
            id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            Awaitility.await()
                    .until(() -> about(stream, id).stream()
                            .anyMatch(event -> event.type().equals("OrderCompleted")));
            seen = stream.events();
            assertThat(about(stream, id))
                    .extracting(Event::type)
                    .doesNotHaveDuplicates()
                    .contains("OrderPlaced");
        }
        String first = seen.getFirst().id();
        try (var resumed = LiveStream.open(shop, "/api/desk/stream", first)) {
            Awaitility.await().until(() -> resumed.events().size() >= seen.size() - 1);
            assertThat(resumed.events().subList(0, seen.size() - 1))
                    .extracting(Event::id)
                    .isEqualTo(
                            seen.subList(1, seen.size()).stream().map(Event::id).toList());
        }
    }

    @Test
    void theDesksNewsOfACheckoutNamesTheOrderItLedTo() {
        String cart = shop.cartWith("MUG", 1);
        try (var stream = LiveStream.open(shop, "/api/desk/stream", "")) {
            String orderId = shop.checkOut(cart).json().path("orderId").asText();
            Awaitility.await().until(() -> !about(stream, cart).isEmpty());

            Event checkedOut = about(stream, cart).getFirst();
            assertThat(checkedOut.type()).isEqualTo("CheckedOut");
            assertThat(checkedOut.data().path("orderId").asText()).isEqualTo(orderId);
        }
    }

    private static List<Event> about(LiveStream stream, String id) {
        return stream.events().stream()
                .filter(event -> event.data().path("subject").asText().equals(id))
                .toList();
    }

    @Test
    void aThousandIdleClientsCostNoThreads() {
        String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        String newest = shop.awaitStatus(id, "COMPLETED").path("version").asText();
        int before = Thread.activeCount();
        List<LiveStream> idle = IntStream.range(0, 1_000)
                .mapToObj(n -> LiveStream.open(shop, "/api/orders/" + id + "/stream", newest))
                .toList();
        try {
            assertThat(Thread.activeCount() - before)
                    .as("platform threads more")
                    .isLessThan(50);
            String other = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            shop.awaitStatus(other, "COMPLETED");
        } finally {
            idle.forEach(LiveStream::close);
        }
    }

    /** Awaitility fails, too, when any thread of the product dies of an exception meanwhile. */
    @Tag(Shop.ONE_JVM)
    @Test
    void clientsThatVanishDuringASendAreForgotten() {
        var clients = shop.bean(MeterRegistry.class)
                .get("waybill.live.clients")
                .tag("context", "desk")
                .gauge();
        Awaitility.await().until(() -> {
            shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            return clients.value() == 0; // those of earlier tests
        });
        for (int round = 0; round < 10; round++) {
            List<LiveStream> vanishing = IntStream.range(0, 20)
                    .mapToObj(n -> LiveStream.open(shop, "/api/desk/stream", "0-0"))
                    .toList();
            assertThat(clients.value()).isPositive();
            vanishing.forEach(LiveStream::close);
            for (int n = 0; n < 20; n++) {
                LiveStream.leaveUnanswered(shop, "/api/desk/stream", "0-0");
            }
        }
        Awaitility.await().until(() -> {
            shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            return clients.value() == 0;
        });
        Awaitility.await("no request that a stop would wait for")
                .atMost(Duration.ofSeconds(60))
                .until(() -> shop.openStreams() == 0);
    }

    @Test
    void anUnknownOrderAndAnInvalidIdAreRefused() {
        assertThat(shop.get("/api/orders/" + UUID.randomUUID() + "/stream").status())
                .isEqualTo(404);
        String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        assertThat(Shop.send(shop.request("/api/orders/" + id + "/stream")
                                .header("Last-Event-ID", "x")
                                .GET())
                        .body())
                .contains("Last-Event-ID")
                .contains("a version from 0 to");
        assertThat(Shop.send(shop.request("/api/desk/stream")
                                .header("Last-Event-ID", "x")
                                .GET())
                        .status())
                .isEqualTo(400);
    }
}
