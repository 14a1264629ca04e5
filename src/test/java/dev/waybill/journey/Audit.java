package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.awaitility.Awaitility;

/** The comparison of all contexts by the desk, as an operator sees it. */
final class Audit {

    private final Shop shop;

    Audit(Shop shop) {
        this.shop = shop;
    }

    /** What is wrong with a subject, as "I3 billing". */
    List<String> violationsOf(String subject) {
        return about(subject).stream()
                .map(violation -> violation.path("invariant").asText() + " "
                        + violation.path("context").asText())
                .toList();
    }

    /** A comparison that every context has answered in time; it shows nothing of a context that has not. */
    static JsonNode compared(Shop shop) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> shop.get("/api/reconciliation").json(),
                        answer -> answer.path("unanswered").isEmpty());
    }

    /** Waits until nothing is wrong with any of these subjects. */
    void awaitNone(Collection<String> subjects) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(compared(shop).path("violations"))
                        .extracting(violation -> violation.path("subject").asText())
                        .doesNotContainAnyElementsOf(subjects));
    }

    private List<JsonNode> about(String subject) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode violation : compared(shop).path("violations")) {
            if (violation.path("subject").asText().equals(subject)) {
                found.add(violation);
            }
        }
        return found;
    }

    /** Waits until something is wrong with a subject, which has to be this alone; returns the violation. */
    JsonNode awaitOnly(String subject, String violation) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !violationsOf(subject).isEmpty());
        return only(subject, violation);
    }

    /** The one violation of a subject, which has to be this. */
    JsonNode only(String subject, String violation) {
        List<JsonNode> found = about(subject);
        if (found.size() != 1
                || !violation.equals(found.getFirst().path("invariant").asText() + " "
                        + found.getFirst().path("context").asText())) {
            throw new AssertionError("expected " + violation + " of " + subject + " alone, but found " + found);
        }
        return found.getFirst();
    }

    /** What a violation's repair would do. */
    JsonNode preview(JsonNode violation) {
        return shop.get("/api/reconciliation/violations/" + violation.path("id").asText() + "/repair")
                .json();
    }

    /** Asks for a violation's repair. */
    Shop.Answer repair(JsonNode violation) {
        return shop.post(
                "/api/reconciliation/violations/" + violation.path("id").asText() + "/repair", "");
    }

    /** Waits until nothing is wrong with a subject any more. */
    void awaitHealed(String subject) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(about(subject)).isEmpty());
    }

    /** Waits until the carrier has booked an order's parcel, and shipping knows it. */
    static void awaitBooked(Shop shop, String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shop.get("/api/shipments?orderId=" + id).body().contains("BOOKED"));
    }
}
