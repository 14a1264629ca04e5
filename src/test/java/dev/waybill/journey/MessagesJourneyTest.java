package dev.waybill.journey;

import static dev.waybill.journey.Shop.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.document.Language;
import dev.waybill.contract.document.Language.MessageType;
import dev.waybill.contract.document.MessageCheck;
import dev.waybill.journey.MessageTap.Crossed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What really crosses the broker is what docs/reference/asyncapi.json says, and all that it says crosses it. */
@Order(2)
class MessagesJourneyTest {

    private static Shop shop;
    private static MessageTap tap;

    @BeforeAll
    static void everythingHappens() throws Exception {
        shop = Shop.openWithWaitingCarrier();
        tap = MessageTap.on(shop);
        String code = priceListChanges();
        String delivered = shop.place(
                Map.of("MUG", 2),
                "pm_card_visa",
                Map.of("discountCode", code, "reference", "R-1", "attributes", Map.of("gift", "yes")));
        String rejected = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of("quotedTotal", money("1.00")));
        String paidLate = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        String missing = shop.sellNew("MISSED", "10.00", 0);
        String changed = shop.place(Map.of(missing, 2), "pm_card_visa", Map.of());

        checkedOut(code);
        erased();
        cancelledInTime();
        cancelledTooLate();
        shop.awaitStatus(paidLate, "PAYMENT_DECLINED");
        shop.put("/api/orders/" + paidLate + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
        shop.awaitStatus(changed, "BACK_ORDERED");
        booksCompared(changed);
        shop.changeLines(changed, Map.of(missing, 1));
        shop.awaitRevision(changed, 2, "BACK_ORDERED");
        shop.receive(missing, 1);
        tap.await("OrderCancelled", rejected);
        List.of(delivered, paidLate, changed).forEach(id -> awaitBehindCarrier("OrderCompleted", id));
    }

    @AfterAll
    static void close() throws Exception {
        tap.close();
    }

    private static String priceListChanges() {
        String code = "OFF-" + UUID.randomUUID();
        shop.put("/api/discount-codes/" + code, Map.of("percentOff", 12.5, "validUntil", "2100-01-01T00:00:00Z"));
        ObjectNode tariff = (ObjectNode) shop.get("/api/tariff").json();
        ObjectNode rates = tariff.without(List.of("version")).withObject("vatRates");
        rates.put("LI", (rates.path("LI").asInt() + 1) % 100);
        shop.put("/api/tariff", tariff.toString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shop.post(
                                "/api/orders",
                                Shop.order(Map.of("NO-SUCH", 1), "pm_card_visa", Map.of("discountCode", code)))
                        .body()
                        .contains("unknown-sku"));
        return code;
    }

    private static void checkedOut(String code) {
        String cart = shop.post("/api/carts", "").json().path("cartId").asText();
        shop.post("/api/carts/" + cart + "/items", Map.of("sku", "MUG", "quantity", 1));
        shop.put("/api/carts/" + cart + "/discount-code", Map.of("code", code));
        var order = Shop.order(Map.of(), "pm_card_visa", Map.of("attributes", Map.of("gift", "yes")));
        var checkout = new java.util.HashMap<>((Map<?, ?>) order);
        checkout.remove("items");
        assertThat(shop.post("/api/carts/" + cart + "/checkout", checkout).status())
                .isEqualTo(202);
        tap.await("CheckedOut", cart);
    }

    private static void erased() {
        String customer = UUID.randomUUID().toString();
        assertThat(Shop.send(shop.request("/api/customers/" + customer).DELETE())
                        .status())
                .isEqualTo(204);
        tap.await("EraseCustomer", "customer:" + customer);
    }

    /** Waits for messages that come only as the parcel moves. */
    private static void awaitBehindCarrier(String name, String id) {
        tap.await(name, id, () -> shop.carrierComes(id));
    }

    /** An order that has lost its process, so that there is something to mend; it is only looked at. */
    private static void booksCompared(String id) {
        var jdbc = shop.bean(JdbcTemplate.class);
        String rename = "update orders.act_ru_execution set business_key_ = ? where business_key_ = ?";
        jdbc.update(rename, "lost", id);
        var audit = new Audit(shop);
        audit.preview(audit.only(id, "I1 order"));
        jdbc.update(rename, id, "lost");
        audit.awaitHealed(id);
    }

    /** Paid and not yet dispatched: the parcel is stopped, the money goes back. */
    private static void cancelledInTime() {
        String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        tap.await("ShipOrder", id);
        assertThat(shop.cancel(id).status()).isEqualTo(202);
        tap.await("OrderCancelled", id);
    }

    /** The question to shipping is held up until the parcel has left, so that its answer is a refusal. */
    private static void cancelledTooLate() throws Exception {
        String id = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        tap.await("ShipOrder", id);
        try (var road = new HeldRoad(shop, "shipping.commands")) {
            assertThat(shop.cancel(id).status()).isEqualTo(202);
            awaitBehindCarrier("OrderCancellationRefused", id);
        }
        tap.await("ShipmentCancellationRefused", id);
        awaitBehindCarrier("OrderCompleted", id);
    }

    @Test
    void everyMessageMatchesTheDocumentInEveryField() {
        MessageCheck check = MessageCheck.closed();

        assertThat(tap.crossed()).hasSizeGreaterThan(100);
        assertThat(tap.crossed().stream()
                        .flatMap(message -> check.wrong(typeOf(message), message.envelope()).stream()
                                .map(error -> message.name() + error))
                        .distinct())
                .isEmpty();
    }

    @Test
    void everyMessageOfTheLanguageHasCrossedTheBroker() {
        Set<String> never =
                new TreeSet<>(Language.messages().map(MessageType::name).toList());

        tap.crossed().forEach(message -> never.remove(message.name()));

        assertThat(never)
                .as("what never crossed is not checked: let it happen here")
                .isEmpty();
    }

    @Test
    void everyMessageIsRoutedByItsNameOrInABatchInItsSequence() {
        Map<Boolean, List<Crossed>> batched = tap.crossed().stream()
                .collect(Collectors.partitioningBy(
                        message -> message.routingKey().equals("batch")));

        assertThat(batched.get(true))
                .isNotEmpty()
                .allMatch(message -> message.contentType().equals("application/cloudevents-batch+json"));
        assertThat(batched.get(false))
                .isNotEmpty()
                .allMatch(message -> message.contentType().equals("application/cloudevents+json"))
                .allMatch(message -> message.routingKey().equals(message.name()));
        assertThat(tap.crossed())
                .filteredOn(message -> message.envelope().path("sequence").asLong() < 1 && !isQuestionOrAnswer(message))
                .isEmpty();
    }

    @Test
    void noContextSendsWhatTheContextMapDoesNotShow() {
        assertThat(tap.crossed())
                .filteredOn(message -> !typeOf(message)
                        .senders()
                        .contains(message.envelope().path("source").asText()))
                .isEmpty();
    }

    @Test
    void theRunningProductGivesTheDocument() throws IOException {
        assertThat(shop.get("/asyncapi.json").body())
                .isEqualTo(Files.readString(Path.of("docs", "reference", "asyncapi.json")));
    }

    /** They are in no order. */
    private static boolean isQuestionOrAnswer(Crossed message) {
        return message.exchange().equals("desk.questions") || message.exchange().equals("desk.answers");
    }

    private static MessageType typeOf(Crossed message) {
        return Language.messages()
                .filter(type -> type.exchange().equals(message.exchange()))
                .filter(type -> type.name().equals(message.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not in the language: " + message));
    }
}
