package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Live streams are bounded for each user and for the process, and what ends one gives its place back. */
@Tag(Shop.ONE_JVM)
class StreamLimitsJourneyTest {

    private static final int PER_USER = 5;
    private static final int IN_ALL = 8;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Shop shop;
    private static List<String> streams;

    @BeforeAll
    static void open() {
        List<String> settings = new ArrayList<>(List.of(
                "--waybill.live.streams-per-user=" + PER_USER,
                "--waybill.live.streams=" + IN_ALL,
                "--waybill.live.beat=500ms"));
        for (String user : List.of("ada", "bob")) {
            settings.add("--waybill.security.users." + user + ".password={noop}secret");
            settings.add("--waybill.security.users." + user + ".roles=agent");
        }
        shop = Shop.openWith(settings);
        String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        streams = new ArrayList<>();
        shop.get("/v3/api-docs").json().path("paths").properties().forEach(path -> {
            if (path.getValue().toString().contains("text/event-stream")) {
                streams.add(path.getKey().replaceAll("\\{\\w+}", id));
            }
        });
        assertThat(streams).hasSizeGreaterThanOrEqualTo(2);
    }

    @AfterAll
    static void close() {
        Shop.closeShared();
    }

    @Test
    void headIsAnsweredAsGetIsAndEnds() throws Exception {
        for (String stream : streams) {
            for (int n = 0; n < 3 * IN_ALL; n++) {
                var answer = HTTP.send(
                        shop.request(stream)
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/event-stream");
                assertThat(answer.body()).isEmpty();
            }
        }
        awaitNoStream();
    }

    @Test
    void eachUserAndAllTogetherHaveALimit() {
        List<LiveStream> open = new ArrayList<>();
        try {
            for (int n = 0; n < PER_USER; n++) {
                open.add(LiveStream.open(shop, streams.get(n % streams.size()), ""));
            }
            streams.forEach(stream -> assertRefused(shop.request(stream), 429));
            for (int n = PER_USER; n < IN_ALL; n++) {
                open.add(LiveStream.open(shop.requestAs("ada", streams.get(n % streams.size()))));
            }
            streams.forEach(stream -> assertRefused(shop.requestAs("bob", stream), 503));
        } finally {
            open.forEach(LiveStream::close);
        }
        awaitNoStream();
    }

    @Test
    void aClientThatLeavesInAnyWayGivesItsPlaceBack() {
        for (String stream : streams) {
            for (int n = 0; n < PER_USER; n++) {
                LiveStream.leaveUnanswered(shop, stream, "");
            }
            awaitNoStream();
            for (int n = 0; n < PER_USER; n++) {
                LiveStream.open(shop, stream, "").close();
            }
            awaitNoStream();
            assertThat(Shop.send(shop.request(stream)
                                    .header("Last-Event-ID", "x")
                                    .GET())
                            .status())
                    .isEqualTo(400);
        }
        awaitNoStream();
    }

    private static void assertRefused(HttpRequest.Builder request, int status) {
        var answer = Shop.send(request.GET());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(Integer.parseInt(answer.retryAfter())).isPositive();
    }

    /** Clients that have gone are found as they are sent news or a sign of life. */
    private static void awaitNoStream() {
        Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> {
            shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            return shop.openStreams() == 0
                    && shop.bean(MeterRegistry.class).get("waybill.live.clients").gauges().stream()
                            .allMatch(clients -> clients.value() == 0);
        });
    }
}
