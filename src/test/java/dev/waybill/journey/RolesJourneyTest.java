package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role sees and does what is its own. */
@Tag(Shop.ONE_JVM)
@Order(3)
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
        "/orders,                              403, 403, 200, 403, 200",
        "/orders/ORDER,                        403, 403, 200, 403, 200",
        "/shop,                                200, 200, 200, 403, 403",
        "/flow,                                403, 403, 403, 403, 200",
        "/stock,                               403, 403, 200, 200, 200",
        "/stock/LAMP,                          403, 403, 200, 200, 200",
        "/api/bills/ORDER,                     403, 403, 200, 403, 200",
        "/api/shipments?orderId=ORDER,         403, 403, 200, 403, 200",
        "/api/stock/LAMP,                      403, 403, 200, 200, 200",
        "/api/products,                        200, 200, 200, 200, 200",
        "/api/reconciliation,                  403, 403, 403, 403, 200",
        "/api/reconciliation/repairs,          403, 403, 403, 403, 200",
        "/api/outboxes,                        403, 403, 403, 403, 200",
        "/api/parked-messages,                 403, 403, 403, 403, 200",
        "/api/parked-messages/discarded,       403, 403, 403, 403, 200",
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

    /** While an order waits for a payment; a user who may only look at it can do nothing with it. */
    @Test
    @EnabledIf("embedded")
    void anOrderListsWhatItsReaderMayDoWithIt() {
        String order = shop.place(Map.of("LAMP", 1), "pm_card_chargeDeclined", Map.of("customerId", "ada"));
        shop.awaitStatus(order, "PAYMENT_DECLINED");
        List<String> all = List.of("CANCEL", "CHANGE_LINES", "CHANGE_ADDRESS", "CHANGE_PAYMENT_METHOD");

        assertThat(actions("ada", order)).isEqualTo(all);
        assertThat(actions("amy", order)).isEqualTo(all);
        assertThat(actions("olga", order)).isEmpty();
        assertThat(actions("ada", adasOrder)).as("of an order that has ended").isEmpty();
    }

    private static List<String> actions(String user, String order) {
        List<String> actions = new ArrayList<>();
        Shop.send(shop.requestAs(user, "/api/orders/" + order))
                .json()
                .path("actions")
                .forEach(action -> actions.add(action.asText()));
        return actions;
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

    /** Its page asks for much at the same time; each of it has to find the session that the login began. */
    @Test
    @EnabledIf("embedded")
    void cockpitKnowsTheOperatorBySessionThatStaysTheSame() {
        Visitor olga = Visitor.loggedIn(shop.url(), "olga", "secret");
        String session = olga.cookies().get("waybill-session");

        assertThat(olga.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        for (int request = 0; request < 3; request++) {
            assertThat(olga.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"olga\"");
            assertThat(olga.cookies()).containsEntry("waybill-session", session);
        }
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

    @Test
    @EnabledIf("embedded")
    void customersFillAndCheckOutOnlyTheirOwnCarts() throws Exception {
        String cart = openCart("ada");
        String item = "{\"sku\": \"LAMP\", \"quantity\": 1}";

        for (String login : List.of("bob", "wes", "olga")) {
            int refusal = login.equals("bob") ? 404 : 403;
            assertThat(post(login, cart + "/items", item)).as(login).isEqualTo(refusal);
            assertThat(delete(login, cart + "/items/LAMP")).as(login).isEqualTo(refusal);
            assertThat(delete(login, cart + "/discount-code")).as(login).isEqualTo(refusal);
            assertThat(put(login, cart + "/country", "{\"country\": \"AT\"}"))
                    .as(login)
                    .isEqualTo(refusal);
            assertThat(put(login, cart + "/discount-code", "{\"code\": \"X\"}"))
                    .as(login)
                    .isEqualTo(refusal);
            assertThat(post(login, cart + "/checkout", checkout(login)))
                    .as(login)
                    .isEqualTo(refusal);
        }
        assertThat(post("wes", "/api/carts", "")).isEqualTo(403);
        assertThat(post("olga", "/api/carts", "")).isEqualTo(403);
        assertThat(post("ada", cart + "/items", item)).isEqualTo(200);
        assertThat(post("amy", cart + "/items", item)).isEqualTo(200);
        assertThat(delete("ada", cart + "/items/LAMP")).isEqualTo(200);
        assertThat(post("ada", cart + "/items", item)).isEqualTo(200);
        assertThat(post("ada", cart + "/checkout", checkout("bob"))).isEqualTo(403);
        assertThat(post("ada", cart + "/checkout", checkout("ada"))).isEqualTo(202);
        assertSeenByAdaAndStaff(cart);
    }

    @Test
    @EnabledIf("embedded")
    void onlyTheCustomerAndAgentsMayEraseACustomer() {
        String amysCustomer = "/api/customers/" + UUID.randomUUID();

        assertThat(delete("ada", "/api/customers/bob")).isEqualTo(403);
        assertThat(delete("wes", amysCustomer)).isEqualTo(403);
        assertThat(delete("olga", amysCustomer)).isEqualTo(403);
        assertThat(delete("amy", amysCustomer)).isEqualTo(204);
        assertThat(delete("bob", "/api/customers/bob")).isEqualTo(204);
    }

    /** A cart belongs to the user who opened it; with its order it is the customer's. */
    @Test
    @EnabledIf("embedded")
    void aCartThatAnAgentChecksOutForACustomerIsTheCustomers() throws Exception {
        String cart = openCart("amy");
        assertThat(read("ada", cart)).isEqualTo(404);
        assertThat(post("amy", cart + "/items", "{\"sku\": \"LAMP\", \"quantity\": 1}"))
                .isEqualTo(200);

        assertThat(post("amy", cart + "/checkout", checkout("ada"))).isEqualTo(202);

        assertSeenByAdaAndStaff(cart);
        assertThat(post("ada", cart + "/checkout", checkout("ada"))).as("again").isEqualTo(202);
    }

    private static void assertSeenByAdaAndStaff(String cart) {
        for (String path : List.of(cart, cart + "/events", cart + "?asOf=2")) {
            assertThat(read("ada", path)).as("ada").isEqualTo(200);
            assertThat(read("bob", path)).as("bob").isEqualTo(404);
            assertThat(read("amy", path)).as("amy").isEqualTo(200);
            assertThat(read("wes", path)).as("wes").isEqualTo(403);
            assertThat(read("olga", path)).as("olga").isEqualTo(200);
        }
    }

    private static String openCart(String login) {
        var opened = Shop.send(shop.requestAs(login, "/api/carts").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(opened.status()).isEqualTo(201);
        return opened.location();
    }

    private static String checkout(String customer) throws Exception {
        var order = Shop.order(Map.of(), "pm_card_visa", Map.of("customerId", customer));
        order.remove("items");
        return Shop.JSON.writeValueAsString(order);
    }

    private static int delete(String login, String path) {
        return Shop.send(shop.requestAs(login, path).DELETE()).status();
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
