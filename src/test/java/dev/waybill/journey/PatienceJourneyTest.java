package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What happens to orders that wait for too long, in a shop that waits for seconds only. */
@Order(3)
class PatienceJourneyTest {

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.openImpatient();
    }

    @Test
    void aCustomerWhoNeverPaysIsNotWaitedForForever() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_chargeDeclinedInsufficientFunds", Map.of());

        JsonNode order = shop.awaitStatus(id, "CANCELLED");

        assertThat(order.at("/cancellation/reason").asText()).isEqualTo("PaymentPatienceRanOut");
        assertThat(shop.eventTypes(id))
                .contains("CancellationRequested", "StockReleased", "PaymentReleased", "OrderCancelled");
        assertThat(shop.get("/api/orders/" + id + "/process").json().path("activeActivityIds"))
                .isEmpty();
    }

    @Test
    void anOrderShowsWhatItWaitsForAndUntilWhenAsRecorded() {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(id, "CANCELLED");
        JsonNode began = shop.eventOf(id, "WaitBegan");

        JsonNode then = shop.get("/api/orders/" + id + "?asOf="
                        + shop.eventOf(id, "PaymentDeclined").path("version"))
                .json();

        assertThat(began.path("version").asInt()).isEqualTo(then.path("version").asInt() - 1);
        assertThat(then.path("waitingFor")).hasSize(1);
        assertThat(then.at("/waitingFor/0/what").asText()).isEqualTo("another payment method");
        assertThat(then.at("/waitingFor/0/from").asText()).isEqualTo("CUSTOMER");
        assertThat(then.at("/waitingFor/0/since").asText())
                .isEqualTo(
                        shop.eventOf(id, "PaymentDeclined").path("occurredAt").asText());
        assertThat(then.at("/waitingFor/0/until").asText())
                .isEqualTo(began.at("/data/until").asText());
        assertThat(then.at("/waitingFor/0/then").asText()).isEqualTo("the order is cancelled");
        assertThat(Instant.parse(shop.eventOf(id, "CancellationRequested")
                        .path("occurredAt")
                        .asText()))
                .as("timers count milliseconds")
                .isAfter(Instant.parse(began.at("/data/until").asText()).minusMillis(1));
        assertThat(shop.orderOf(id).path("waitingFor")).isEmpty();
        assertThat(shop.orderOf(id).has("waitingFor")).isTrue();
    }

    @Test
    void aReservedOrderThatIsNeverPaidGivesItsStockBack() {
        String sku = shop.sellNew("GIVEBACK", "10.00", 3);
        String id = shop.place(Map.of(sku, 3), "pm_sandbox_captureDeclined", Map.of());

        shop.awaitStatus(id, "CANCELLED");

        assertThat(shop.stockOf(sku).path("reserved").asInt()).isZero();
        assertThat(shop.stockOf(sku).path("available").asInt()).isEqualTo(3);
    }

    @Test
    void aCustomerWhoseStockNeverComesIsRemindedAndThenNotifiedOfTheEnd() {
        String sku = shop.sellNew("NEVER", "10.00", 1);
        String customer = "patient-" + sku;
        String id = shop.place(Map.of(sku, 2), "pm_card_visa", Map.of("customerId", customer));

        JsonNode order = shop.awaitStatus(id, "CANCELLED");

        assertThat(order.at("/cancellation/reason").asText()).isEqualTo("BackOrderPatienceRanOut");
        assertThat(shop.stockOf(sku).path("available").asInt()).isEqualTo(1);
        assertThat(shop.stockOf(sku).path("backOrdered").asInt()).isZero();
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CANCELLED");
        String mailbox = "/api/customers/" + customer + "/mailbox";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shop.get(mailbox).json().size() == 3);
        JsonNode notices = shop.get(mailbox).json();
        assertThat(notices.findValuesAsText("purpose"))
                .containsExactly("CANCELLED", "BACK_ORDER_REMINDER", "BACK_ORDERED");
        assertThat(shop.eventTypes(id))
                .containsSubsequence("StockBackOrdered", "CustomerReminded", "CancellationRequested", "OrderCancelled");
        assertThat(notices.at("/2/detail").asText()).isEqualTo("missing: 1 x " + sku);
        assertThat(Instant.parse(notices.at("/2/deadline").asText()))
                .isAfter(Instant.parse(order.path("placedAt").asText()));
    }

    @Test
    void anAuthorizationThatLapsedWhileTheOrderWaitedIsRenewedBeforeTheCapture() {
        String sku = shop.sellNew("LAPSED", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        Instant authorized = Instant.parse(shop.get("/api/orders/" + id + "/events")
                .json()
                .get(4)
                .path("occurredAt")
                .asText());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Instant.now().isAfter(authorized.plusSeconds(2)));

        shop.receive(sku, 1);

        JsonNode order = shop.awaitStatus(id, "COMPLETED");
        assertThat(order.at("/payment/captured/amount").asText()).isEqualTo("17.73");
        assertThat(shop.providerPayments(id).findValuesAsText("status")).containsExactly("CANCELLED", "CAPTURED");
    }
}
