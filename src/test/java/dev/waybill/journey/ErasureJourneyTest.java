package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** A customer who is erased: no readable data of them stays anywhere, and the accounts still balance. */
class ErasureJourneyTest {

    private static final List<String> CONTEXTS =
            List.of("ecommerce", "orders", "billing", "inventory", "shipping", "desk");
    private static final Map<String, Object> ADDRESS = Map.of(
            "name", "Xaverine Quellwasser",
            "street", "Rosenholzpfad 77",
            "city", "Unterkrummbach",
            "postalCode", "ZX99-4711",
            "country", "DE");
    private static final String EMAIL = "xaverine@quellwasser.example";
    private static final String WISH = "bitte beim Nachbarn Tannhuber klingeln";
    private static final List<String> PERSONAL =
            List.of("Xaverine", "Quellwasser", "Rosenholzpfad", "Unterkrummbach", "ZX99-4711", EMAIL, "Tannhuber");

    private final Shop shop = Shop.open();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);
    private final String customer = "xq-" + UUID.randomUUID();

    @Test
    void nothingReadableStaysAndTheAccountsBalance() {
        String sku = shop.sellNew("ERASED", "10.00", 0);
        assertThat(shop.put("/api/customers/" + customer + "/contact", Map.of("email", EMAIL))
                        .status())
                .isEqualTo(200);
        String completed = place("MUG");
        String waiting = place(sku);
        String cart = shop.cartWith("MUG", 1);
        assertThat(shop.post("/api/carts/" + cart + "/checkout", checkout()).status())
                .isEqualTo(202);
        JsonNode before = shop.awaitStatus(completed, "COMPLETED");
        shop.awaitStatus(waiting, "BACK_ORDERED");
        shop.awaitOrderStatus(cart, "COMPLETED");
        assertThat(before.at("/shipTo/street").asText()).isEqualTo("Rosenholzpfad 77");

        assertThat(erase()).isEqualTo(204);
        assertThat(erase()).isEqualTo(204);

        JsonNode cancelled = shop.awaitStatus(waiting, "CANCELLED");
        assertThat(cancelled.at("/cancellation/reason").asText()).isEqualTo("CustomerErased");
        assertThat(shop.stockOf(sku).path("backOrdered").asInt()).isZero();
        awaitForgotten();
        awaitErased("/api/orders/" + completed);
        JsonNode after = shop.orderOf(completed);
        assertThat(after.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(after.path("amounts")).isEqualTo(before.path("amounts"));
        assertThat(after.path("customerId").asText()).isEqualTo(customer);
        assertThat(after.path("shipTo"))
                .isEqualTo(Shop.JSON.valueToTree(Map.of(
                        "name", "erased",
                        "street", "erased",
                        "city", "erased",
                        "postalCode", "erased",
                        "country", "DE")));
        assertThat(after.at("/attributes/wish").asText()).isEqualTo("erased");
        for (String path : List.of(
                "/api/orders/" + completed,
                "/api/orders/" + completed + "?asOf=1",
                "/api/orders/" + completed + "/events",
                "/api/desk/orders/" + completed,
                "/api/carts/" + cart,
                "/api/carts/" + cart + "/events",
                "/api/shipments?orderId=" + completed,
                "/api/bills/" + completed)) {
            awaitErased(path);
        }
        assertThat(shop.get("/api/customers/" + customer + "/contact").status()).isEqualTo(404);
        assertThat(shop.post("/api/carts/" + cart + "/checkout", checkout()).status())
                .as("the same checkout again")
                .isEqualTo(202);
        awaitNotices(waiting);
        assertThat(shop.get("/api/customers/" + customer + "/mailbox").json())
                .as("also after the notice of the cancellation")
                .isEmpty();

        assertNothingReadable();
        rebuild("desk/desk");
        rebuild("order/order-search");
        assertNothingReadable();
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    /** All notices about an order that were sent have been handled. */
    private void awaitNotices(String order) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.queryForObject(
                        "select (o.sent::jsonb ->> 'ecommerce.commands')::bigint ="
                                + " (n.received::jsonb ->> 'order>ecommerce.commands')::bigint"
                                + " from orders.stream o, ecommerce.stream n where o.id = ? and n.id = ?",
                        Boolean.class,
                        "order/" + order,
                        "notice/" + order));
    }

    @Test
    void nothingIsAcceptedForThemAnyMore() {
        String cart = shop.cartWith("MUG", 1);
        assertThat(erase()).isEqualTo(204);
        awaitReceivedByOrder();

        for (Shop.Answer refused : List.of(
                shop.post("/api/orders", order("MUG")),
                shop.post("/api/carts/" + cart + "/checkout", checkout()),
                shop.put("/api/customers/" + customer + "/contact", Map.of("email", EMAIL)))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.json().path("type").asText()).isEqualTo("urn:waybill:problem:customer-erased");
        }
        assertNothingReadable();
    }

    @Test
    void aRepeatedRequestStillFindsItsOrderAndNoDigestOfItStays() {
        String key = UUID.randomUUID().toString();
        Shop.Answer placed = shop.post("/api/orders", order("MUG"), "Idempotency-Key", key);
        assertThat(placed.status()).isEqualTo(201);
        assertThat(digest(key)).hasSize(32);
        assertThat(erase()).isEqualTo(204);
        awaitReceivedByOrder();

        Shop.Answer again = shop.post("/api/orders", order("MUG"), "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("orderId")).isEqualTo(placed.json().path("orderId"));
        assertThat(digest(key)).isEmpty();
    }

    private byte[] digest(String key) {
        return jdbc.queryForObject("select request from orders.idempotency_key where key = ?", byte[].class, key);
    }

    @Test
    void ordersThatCrossTheErasureEndAndAreUnreadableToo() {
        List<CompletableFuture<Shop.Answer>> placed = IntStream.range(0, 40)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> shop.post("/api/orders", order("MUG"))))
                .toList();
        CompletableFuture.anyOf(placed.toArray(CompletableFuture[]::new)).join();
        assertThat(erase()).isEqualTo(204);
        awaitReceivedByOrder();

        List<String> accepted = placed.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.json().path("orderId").asText())
                .toList();
        assertThat(accepted).isNotEmpty();
        accepted.forEach(id -> Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> List.of("COMPLETED", "CANCELLED")
                        .contains(shop.orderOf(id).path("status").asText())));
        awaitForgotten();
        accepted.forEach(
                id -> assertThat(shop.get("/api/orders/" + id).body()).as(id).doesNotContain(PERSONAL));
        assertNothingReadable();
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    @Test
    void aCheckoutThatOrderReceivesOnlyAfterTheErasureIsAnOrderThatIsCancelled() {
        assertThat(erase()).isEqualTo(204);
        awaitReceivedByOrder();
        String orderId = UUID.randomUUID().toString();
        shop.bean(RabbitTemplate.class).convertAndSend("", "order.hears.ecommerce.events", """
                {"specversion": "1.0", "id": "%1$s", "source": "ecommerce", "type": "CheckedOut", "subject": "%1$s",
                 "time": "2026-01-31T12:00:00Z", "data": {"cartId": "%1$s", "orderId": "%2$s", "customerId": "%3$s",
                 "lines": [{"sku": "MUG", "quantity": 1, "unitPrice": {"amount": "12.90", "currency": "EUR"},
                 "priceVersion": 1}], "tariffVersion": 1,
                 "goods": {"amount": "12.90", "currency": "EUR"}, "discount": {"amount": "0.00", "currency": "EUR"},
                 "shipping": {"amount": "4.90", "currency": "EUR"}, "tax": {"amount": "3.38", "currency": "EUR"},
                 "total": {"amount": "21.18", "currency": "EUR"},
                 "shipTo": {"name": "Xaverine", "street": "Rosenholzpfad", "city": "C", "postalCode": "1",
                 "country": "DE"}, "paymentMethod": "pm_card_visa", "attributes": {},
                 "checkedOutAt": "2026-01-31T12:00:00Z"}}
                """.formatted(
                        UUID.randomUUID(), orderId, customer));

        JsonNode order = shop.awaitStatus(orderId, "CANCELLED");

        assertThat(order.at("/cancellation/reason").asText()).isEqualTo("CustomerErased");
        assertThat(order.at("/shipTo/street").asText()).isEqualTo("erased");
        assertThat(shop.billOf(orderId).path("invoices")).isEmpty();
        assertNothingReadable();
    }

    private int erase() {
        return Shop.send(shop.request("/api/customers/" + customer).DELETE()).status();
    }

    private Map<String, Object> order(String sku) {
        return Shop.order(
                Map.of(sku, 1),
                "pm_card_visa",
                Map.of("customerId", customer, "shipTo", ADDRESS, "attributes", Map.of("wish", WISH)));
    }

    private Map<String, Object> checkout() {
        var order = new HashMap<>(order("MUG"));
        order.remove("items");
        return order;
    }

    private String place(String sku) {
        Shop.Answer answer = shop.post("/api/orders", order(sku));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("orderId").asText();
    }

    private void awaitReceivedByOrder() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shop.post("/api/orders", order("MUG")).status() == 409);
    }

    /** Until every context that keeps something of customers has destroyed this one's key. */
    private void awaitForgotten() {
        for (String schema : List.of("ecommerce", "orders", "billing", "shipping", "desk")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc.queryForObject(
                                    "select count(*) from " + schema
                                            + ".personal_key where owner = ? and erased_at is not null"
                                            + " and wrapped is null and secret is null",
                                    Integer.class,
                                    customer)
                            == 1);
        }
    }

    /** On each copy of the context, which answer in turn; one remembers for two seconds what another has erased. */
    private void awaitErased(String path) {
        Awaitility.await().untilAsserted(() -> {
            for (int copy = 0; copy < 2; copy++) {
                Shop.Answer answer = shop.get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.body()).as(path).doesNotContain(PERSONAL);
            }
        });
    }

    private void rebuild(String projection) {
        String[] name = projection.split("/");
        assertThat(shop.post(Shop.own(name[0], "/api/projections/" + projection + "/rebuild"), "")
                        .status())
                .isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (JsonNode state :
                    shop.get(Shop.own(name[0], "/api/projections")).json()) {
                if (state.path("context").asText().equals(name[0])
                        && state.path("name").asText().equals(name[1])) {
                    return !state.has("rebuiltTo")
                            && state.at("/rebuilt/differences").asText().equals("0");
                }
            }
            return false;
        });
    }

    /** Every row of every table, binary columns too, and every queue once it is drained. */
    private void assertNothingReadable() {
        for (Topology.Queue queue : Topology.QUEUES) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Long.valueOf(0)
                            .equals(shop.bean(RabbitTemplate.class)
                                    .execute(channel -> channel.messageCount(queue.name()))));
        }
        List<String> tables = jdbc.queryForList(
                "select format('%I.%I', table_schema, table_name) from information_schema.tables"
                        + " where table_schema = any(?) and table_type = 'BASE TABLE'",
                String.class, (Object) CONTEXTS.toArray(String[]::new));
        assertThat(tables).contains("orders.event", "desk.event", "shipping.event", "ecommerce.contact");
        String readable = PERSONAL.stream()
                .flatMap(text -> Stream.of(text, HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))))
                .map(text -> text.replaceAll("[^A-Za-z0-9]", "\\\\$0"))
                .collect(Collectors.joining("|"));
        assertThat(jdbc.queryForObject("select ? ~ ?", Boolean.class, "to " + EMAIL + ": " + WISH, readable))
                .isTrue();
        for (String table : tables) {
            assertThat(jdbc.queryForList(
                            "select left(t::text, 400) from " + table + " t where t::text ~ ? limit 3",
                            String.class,
                            readable))
                    .as(table)
                    .isEmpty();
        }
        jdbc.execute("analyze");
        assertThat(jdbc.queryForList(
                        "select format('%s.%s.%s', schemaname, tablename, attname) from pg_stats s where s::text ~ ?",
                        String.class, readable))
                .as("samples that the planner keeps")
                .isEmpty();
    }
}
