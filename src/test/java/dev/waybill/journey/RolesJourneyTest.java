package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role sees and does what is its own. */
class RolesJourneyTest {

    private static Shop shop;
    private static String adasOrder;

    @BeforeAll
    static void start() {
        if (!Shop.isEmbedded()) {
            return; // on shared servers the first application would handle the messages of this one
        }
        shop = Shop.start(
                Shop.dataDirectory(),
                user("admin").replace("secret", "admin"),
                role("admin", "customer,agent,warehouse,operator"),
                user("ada"),
                role("ada", "customer"),
                user("bob"),
                role("bob", "customer"),
                user("amy"),
                role("amy", "agent"),
                user("wes"),
                role("wes", "warehouse"),
                user("olga"),
                role("olga", "operator"));
        shop.sell("LAMP", "100.00", 10);
        adasOrder = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of("customerId", "ada"));
        shop.awaitStatus(adasOrder, "COMPLETED");
    }

    private static String user(String name) {
        return "--waybill.security.users." + name + ".password={noop}secret";
    }

    private static String role(String name, String roles) {
        return "--waybill.security.users." + name + ".roles=" + roles;
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    static boolean embedded() {
        return Shop.isEmbedded();
    }

    @ParameterizedTest(name = "GET {0} by ada {1}, bob {2}, amy {3}, wes {4}, olga {5}")
    @EnabledIf("embedded")
    @CsvSource({
        "/api/orders/ORDER,                    200, 404, 200, 403, 200",
        "/api/orders/ORDER/events,             200, 404, 200, 403, 200",
        "/api/orders/ORDER/process,            200, 404, 200, 403, 200",
        "/api/orders,                          200, 200, 200, 403, 200",
        "/api/bills/ORDER,                     403, 403, 200, 403, 200",
        "/api/shipments?orderId=ORDER,         403, 403, 200, 403, 200",
        "/api/stock/LAMP,                      403, 403, 200, 200, 200",
        "/api/products,                        200, 200, 200, 200, 200",
        "/actuator/prometheus,                 403, 403, 403, 403, 200",
        "/camunda/app/cockpit/default/,        403, 403, 403, 403, 200"
    })
    void eachReadsItsOwn(String path, int ada, int bob, int amy, int wes, int olga) {
        String real = path.replace("ORDER", adasOrder);

        assertThat(read("ada", real)).as("ada").isEqualTo(ada);
        assertThat(read("bob", real)).as("bob").isEqualTo(bob);
        assertThat(read("amy", real)).as("amy").isEqualTo(amy);
        assertThat(read("wes", real)).as("wes").isEqualTo(wes);
        assertThat(read("olga", real)).as("olga").isEqualTo(olga);
    }

    @Test
    @EnabledIf("embedded")
    void customersFindAndPlaceOnlyTheirOwnOrders() throws Exception {
        String body = Shop.JSON.writeValueAsString(
                Shop.order(Map.of("LAMP", 1), "pm_card_visa", Map.of("customerId", "ada")));

        assertThat(post("ada", "/api/orders", body)).isEqualTo(201);
        assertThat(post("bob", "/api/orders", body)).isEqualTo(403);
        assertThat(post("wes", "/api/orders", body)).isEqualTo(403);
        assertThat(Shop.send(shop.requestAs("bob", "/api/orders").GET()).json().path("items"))
                .isEmpty();
        assertThat(Shop.send(shop.requestAs("bob", "/api/orders?customerId=ada").GET())
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(Shop.send(shop.requestAs("ada", "/api/orders").GET()).json().path("items"))
                .isNotEmpty();
    }

    @Test
    @EnabledIf("embedded")
    void onlyTheWarehouseReceivesStockAndOnlyAgentsPrice() {
        String receipt = "{\"quantity\": 1, \"reference\": \"r-1\"}";
        String product = "{\"name\": \"Lamp\", \"price\": {\"amount\": \"100.00\", \"currency\": \"EUR\"}}";

        assertThat(post("wes", "/api/stock/LAMP/receipts", receipt)).isEqualTo(201);
        assertThat(post("amy", "/api/stock/LAMP/receipts", receipt)).isEqualTo(403);
        assertThat(put("amy", "/api/products/LAMP", product)).isEqualTo(200);
        assertThat(put("olga", "/api/products/LAMP", product)).isEqualTo(403);
    }

    private static int read(String login, String path) {
        return Shop.send(shop.requestAs(login, path).GET()).status();
    }

    private static int post(String login, String path, String body) {
        return Shop.send(shop.requestAs(login, path).POST(HttpRequest.BodyPublishers.ofString(body)))
                .status();
    }

    private static int put(String login, String path, String body) {
        return Shop.send(shop.requestAs(login, path).PUT(HttpRequest.BodyPublishers.ofString(body)))
                .status();
    }
}
