package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.journey.ApiDescription.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other customers' things do not exist for a customer, and the warehouse never sees a customer. */
@Tag(Shop.ONE_JVM)
@Order(4)
class ForeignThingsJourneyTest {

    private static final String CUSTOMER = "customer";
    private static final String WAREHOUSE = "warehouse";

    /** Paths of things that have no owner, or that customers cannot call at all. */
    private static final String OWNERLESS =
            "/api/(products|discount-codes|stock|desk|bills|processes|projections|parked-messages|reconciliation)/.*";

    private static Shop shop;
    private static ApiDescription api;
    private static String order;
    private static String cart;

    @BeforeAll
    static void open() {
        shop = RoleShop.open();
        api = ApiDescription.of(shop);
        order = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(order, "PAYMENT_DECLINED");
        cart = shop.cartWith("MUG", 1);
        assertThat(shop.put("/api/customers/ada/contact", Map.of("email", "ada@example.org"))
                        .status())
                .isEqualTo(200);
    }

    static Stream<Operation> owned() {
        return api.operations().stream()
                .filter(operation ->
                        !operation.variables().isEmpty() && !operation.path().matches(OWNERLESS));
    }

    /** The id of something of ada's that the path is about. */
    private static String foreign(String path) {
        return switch (path.split("/")[2]) {
            case "orders" -> order;
            case "carts" -> cart;
            case "customers" -> RoleShop.OTHER;
            default -> throw new AssertionError("whose is " + path + "? name something of another customer's here");
        };
    }

    @ParameterizedTest
    @MethodSource("owned")
    void aForeignThingAndAnUnknownOneLookTheSame(Operation operation) {
        String unknown = UUID.randomUUID().toString();
        String foreign = foreign(operation.path());
        String body = SampleBody.whole(api).of(operation).map(Object::toString).orElse("");
        for (String method : operation.isChange() ? List.of(operation.method()) : List.of("GET", "HEAD")) {
            Shop.Answer ofForeign = call(method, operation.path(), foreign, body);
            Shop.Answer ofUnknown = call(method, operation.path(), unknown, body);

            assertThat(ofForeign.status()).as(ofForeign.body()).isIn(403, 404).isEqualTo(ofUnknown.status());
            assertThat(ofForeign.contentType()).isEqualTo(ofUnknown.contentType());
            assertThat(ofForeign.body().replace(foreign, "ID"))
                    .isEqualTo(ofUnknown.body().replace(unknown, "ID"));
            assertThat(call(method, operation.path(), foreign, "{}").status())
                    .isEqualTo(call(method, operation.path(), unknown, "{}").status());
        }
    }

    private static Shop.Answer call(String method, String path, String id, String body) {
        return callAs(CUSTOMER, method, path, id, body);
    }

    private static Shop.Answer callAs(String user, String method, String path, String id, String body) {
        String address = path.replace("{id}", id).replaceAll("\\{[^}]*}", "MUG");
        return Shop.send(shop.requestAs(user, address).method(method, BodyPublishers.ofString(body)));
    }

    static Stream<Operation> ownedAndChanged() {
        return owned().filter(Operation::isChange);
    }

    /** With every combination of roles, only an agent decides for another customer. */
    @ParameterizedTest
    @MethodSource("ownedAndChanged")
    void noRolesTogetherChangeAForeignThing(Operation operation) {
        String foreign = foreign(operation.path());
        String body = SampleBody.whole(api).of(operation).map(Object::toString).orElse("");
        String before = seen();
        for (RoleShop.User user : RoleShop.users()) {
            if (!user.roles().contains(RoleShop.Role.AGENT)) {
                Shop.Answer answer = callAs(user.name(), operation.method(), operation.path(), foreign, body);
                assertThat(answer.status()).as(user + ": " + answer.body()).isIn(403, 404);
                assertThat(seen()).as(user.name()).isEqualTo(before);
            }
        }
    }

    /** All that these operations could change. */
    private static String seen() {
        return Stream.of("/api/orders/" + order, "/api/carts/" + cart, "/api/customers/ada/contact")
                .map(path -> shop.get(path).body())
                .collect(Collectors.joining());
    }

    @Test
    void searchesFindNothingOfOthers() {
        for (String query : List.of("customerId=ada", "sku=MUG", "reference=r", "limit=200")) {
            assertThat(Shop.send(shop.requestAs(CUSTOMER, "/api/orders?" + query)
                                    .GET())
                            .body())
                    .doesNotContain("ada");
        }
    }

    /** In none of the answers to a warehouse worker can the customer of an order that waits for stock be seen. */
    @Test
    void theWarehouseLearnsOfNoCustomer() {
        String customer = "customer-" + UUID.randomUUID();
        String reference = "reference-" + UUID.randomUUID();
        String sku = shop.sellNew("SEEN", "10.00", 1);
        Map<String, Object> of = Map.of("customerId", customer, "reference", reference);
        shop.awaitStatus(shop.place(Map.of(sku, 2), "pm_card_visa", of), "BACK_ORDERED");
        Awaitility.await().until(() -> shop.get("/stock/" + sku).body().contains(customer));

        for (String path : readByTheWarehouse(sku)) {
            var answer = Shop.send(shop.requestAs(WAREHOUSE, path).GET());
            assertThat(answer.status()).as(path).isLessThan(400);
            assertThat(answer.body()).as(path).doesNotContain(customer, reference, "Lovelace", "Main Street");
        }
        assertThat(Shop.send(shop.requestAs("agent", "/stock/" + sku).GET()).body())
                .contains(customer);
    }

    private static List<String> readByTheWarehouse(String sku) {
        return RoleMatrixJourneyTest.readBy(RoleShop.Role.WAREHOUSE).stream()
                .map(path -> path.replace("{sku}", sku)
                        .replace("{key}", "order-fulfillment")
                        .replace("{version}", "2"))
                .toList();
    }
}
