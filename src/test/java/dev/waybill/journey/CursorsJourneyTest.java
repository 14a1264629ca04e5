package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every list of the API that has {@code after} takes back its own {@code next}, and nothing else. */
@Tag(Shop.ONE_JVM)
class CursorsJourneyTest {

    private final Shop shop = Shop.open();

    /** The paged lists, as the OpenAPI document has them. */
    private List<String> lists() {
        List<String> paths = new java.util.ArrayList<>();
        shop.get("/v3/api-docs").json().path("paths").properties().forEach(path -> {
            JsonNode parameters = path.getValue().at("/get/parameters");
            if (StreamSupport.stream(parameters.spliterator(), false)
                    .anyMatch(parameter -> parameter.path("name").asText().equals("after"))) {
                paths.add(path.getKey());
            }
        });
        return paths;
    }

    private Map<String, String> cursors() {
        for (int order = 0; order < 2; order++) {
            shop.awaitStatus(shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of()), "COMPLETED");
        }
        Map<String, String> cursors = new LinkedHashMap<>();
        for (String list : lists()) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(shop.get(list + "?limit=1")
                                    .json()
                                    .path("next")
                                    .asText())
                            .as(list + " has two items, so it has a next")
                            .isNotEmpty());
            cursors.put(list, shop.get(list + "?limit=1").json().path("next").asText());
        }
        assertThat(cursors).containsKeys("/api/orders", "/api/desk/orders", "/api/desk/stock");
        return cursors;
    }

    @Test
    void leadToTheNextPageAndShowNothing() {
        cursors().forEach((list, cursor) -> {
            assertThat(cursor).as(list).matches("[\\w-]{100,}");
            JsonNode first = shop.get(list + "?limit=1").json();
            JsonNode second = shop.get(list + "?limit=1&after=" + cursor).json();
            assertThat(second.path("items")).as(list).hasSize(1).isNotEqualTo(first.path("items"));
            assertThat(first.path("next").asText())
                    .as(list)
                    .hasSameSizeAs(cursor)
                    .isNotEqualTo(cursor);
        });
    }

    @Test
    void areRefusedWhenTheyAreAlteredOrOfAnotherListOrInvented() {
        Map<String, String> cursors = cursors();
        for (String list : cursors.keySet()) {
            cursors.forEach((other, cursor) -> {
                if (!other.equals(list)) {
                    assertRefused(list, cursor);
                }
            });
            String own = cursors.get(list);
            for (int at = 0; at < own.length() - 1; at++) {
                assertRefused(list, own.substring(0, at) + (own.charAt(at) == 'A' ? 'B' : 'A') + own.substring(at + 1));
            }
            assertRefused(list, own.substring(1));
            assertRefused(list, own + "AAAA");
            for (String invented : List.of("", "1", "6", "MUG", "2026-01-31T12:00:00Z_y", "%00", "%25", "AAAA")) {
                assertRefused(list, invented);
            }
        }
        for (String page : List.of("/orders", "/stock")) {
            cursors.values()
                    .forEach(cursor -> assertThat(
                                    shop.get(page + "?after=" + cursor).status())
                            .as(page)
                            .isEqualTo(400));
        }
    }

    private void assertRefused(String list, String cursor) {
        Shop.Answer answer = shop.get(list + "?limit=1&after=" + cursor);
        assertThat(answer.status()).as(list + "?after=" + cursor).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText())
                .as(answer.body())
                .isEqualTo("after");
    }
}
