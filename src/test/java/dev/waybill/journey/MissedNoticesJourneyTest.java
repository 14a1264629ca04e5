package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Customers are notified of everything that happened while ecommerce, which notifies them, was not running. */
@Tag(Shop.ONE_JVM)
@Order(3)
class MissedNoticesJourneyTest {

    private static final String SERVICES = "--waybill.contexts=order,billing,inventory,shipping";

    /** On servers that all journeys share, another journey's ecommerce would notify them at once. */
    static boolean embedded() {
        return Shop.isEmbedded();
    }

    @Test
    @EnabledIf("embedded")
    void noNoticeIsLostAndNoneIsTwice() {
        var data = Shop.dataDirectory();
        Shop before = Shop.start(data);
        before.sell("LAMP", "100.00", 10);
        before.sell("RARE", "10.00", 0);
        before.close();

        Shop without = Shop.start(data, SERVICES, "--waybill.order.back-order-reminder=1s");
        assertThat(without.get("/api/products").status()).isEqualTo(404);
        String declined = placed(without, "LAMP", "declined", "pm_card_chargeDeclined");
        String shipped = placed(without, "LAMP", "shipped", "pm_card_visa");
        String waiting = placed(without, "RARE", "waiting", "pm_card_visa");
        String cancelled = placed(without, "RARE", "cancelled", "pm_card_visa");
        without.awaitStatus(cancelled, "BACK_ORDERED");
        assertThat(without.cancel(cancelled).status()).isEqualTo(202);
        without.awaitStatus(cancelled, "CANCELLED");
        without.awaitStatus(declined, "PAYMENT_DECLINED");
        without.awaitStatus(shipped, "COMPLETED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> without.get("/api/orders/" + waiting + "/process")
                        .json()
                        .path("completedActivityIds")
                        .toString()
                        .contains("CustomerReminded"));
        without.receive("RARE", 1);
        without.awaitStatus(waiting, "COMPLETED");
        without.close();

        Shop again = Shop.start(data);
        awaitNotices(again, "declined", "PAYMENT_DECLINED");
        awaitNotices(again, "shipped", "SHIPPED");
        awaitNotices(again, "waiting", "SHIPPED", "BACK_ORDER_REMINDER", "BACK_ORDERED");
        awaitNotices(again, "cancelled", "CANCELLED", "BACK_ORDERED");
        placed(again, "LAMP", "later", "pm_card_visa");
        awaitNotices(again, "later", "SHIPPED");
        assertThat(purposes(again, "waiting")).hasSize(3);
        assertThat(purposes(again, "cancelled")).hasSize(2);
        again.close();
    }

    private static String placed(Shop shop, String sku, String customer, String method) {
        return shop.place(Map.of(sku, 1), method, Map.of("customerId", customer));
    }

    private static void awaitNotices(Shop shop, String customer, String... purposes) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(purposes(shop, customer)).containsExactly(purposes));
    }

    private static List<String> purposes(Shop shop, String customer) {
        return shop.get("/api/customers/" + customer + "/mailbox").json().findValuesAsText("purpose");
    }
}
