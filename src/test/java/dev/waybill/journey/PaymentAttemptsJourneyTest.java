package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Cards cannot be tested one after the other: attempts are limited by order, and by customer and hour. */
@Order(3)
class PaymentAttemptsJourneyTest {

    private static final int MOST = 4;
    private static final String DECLINED = "pm_card_chargeDeclined";

    private static Shop shop;

    private final String customer = "customer-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        shop = Shop.openWith(List.of("--waybill.order.payment-attempts=" + MOST));
    }

    private String declinedOrder() {
        Map<String, Object> order = new HashMap<>(Shop.order(Map.of("MUG", 1), DECLINED, Map.of()));
        order.put("customerId", customer);
        String id = shop.post("/api/orders", order).json().path("orderId").asText();
        shop.awaitStatus(id, "PAYMENT_DECLINED");
        return id;
    }

    private Shop.Answer pay(String id, String method) {
        return shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", method));
    }

    private void decline(String id, int revision) {
        assertThat(pay(id, DECLINED).status()).isEqualTo(202);
        shop.awaitRevision(id, revision, "PAYMENT_DECLINED");
    }

    @Test
    void anOrderTriesOnlySoManyPaymentMethods() {
        String id = declinedOrder();
        for (int revision = 2; revision <= MOST; revision++) {
            decline(id, revision);
        }

        Shop.Answer refused = pay(id, "pm_card_visa");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("type").asText()).endsWith("too-many-payment-attempts");
        assertThat(refused.json().path("detail").asText()).contains("this order", "" + MOST);
        assertThat(shop.orderOf(id).path("revision").asInt()).isEqualTo(MOST);
        assertThat(shop.cancel(id).status()).as("it may still be cancelled").isEqualTo(202);
        shop.awaitStatus(id, "CANCELLED");
    }

    @Test
    void aCustomerChoosesOnlySoManyPaymentMethodsInAnHour() {
        String first = declinedOrder();
        decline(first, 2);
        decline(first, 3);
        String second = declinedOrder();
        decline(second, 2);
        decline(second, 3);

        Shop.Answer refused = pay(second, "pm_card_visa");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("detail").asText()).contains("this customer", "hour");
        assertThat(refused.retryAfter()).isEqualTo("3600");
        shop.cancel(first);
        shop.cancel(second);
    }

    @Test
    void theSameMethodAgainIsNoAttempt() {
        String id = shop.place(Map.of(shop.sellNew("METHOD", "10.00", 0), 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        for (int repeated = 0; repeated <= MOST; repeated++) {
            assertThat(pay(id, "pm_card_visa").status()).isEqualTo(202);
        }
        shop.cancel(id);
    }
}
