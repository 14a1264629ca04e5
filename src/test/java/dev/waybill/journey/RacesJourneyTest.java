package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Customers who change their minds at random instants, and the comparison of all contexts after that, seen from outside. */
class RacesJourneyTest {

    private static final int STOCK = 200;
    private static final Duration LOOK = Duration.ofMillis(20);

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open();
    }

    @Test
    void ninetyCancellationsAtRandomInstantsLeaveMoneyAndStockExact() {
        String sku = shop.sellNew("RACED", "10.00", STOCK);

        List<String> ids = Shop.atOnce(90, n -> {
            String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
            look(id, ThreadLocalRandom.current().nextInt(60));
            assertThat(shop.cancel(id).status()).isIn(202, 409);
            return id;
        });

        assertExact(sku, ids);
    }

    @Test
    void randomOrdersWithRandomChangesEndWithMoneyAndStockExactAndAllContextsAgreeMeanwhile() {
        String sku = shop.sellNew("WISHES", "10.00", STOCK);
        var ended = new AtomicBoolean();
        var found = new ConcurrentLinkedQueue<JsonNode>();
        int answers;

        try (var operator = Executors.newSingleThreadExecutor()) {
            var looking = operator.submit(() -> look(ended, found));
            try {
                assertExact(sku, wishesOfHundred(sku));
            } finally {
                ended.set(true);
            }
            assertThat(looking).succeedsWithin(Duration.ofSeconds(60));
            answers = looking.resultNow();
        }

        assertThat(found).isEmpty();
        assertThat(answers).isGreaterThan(3);
    }

    /** Asks for the comparison all the time; returns how often it was answered, and collects what was wrong. */
    private static int look(AtomicBoolean ended, Queue<JsonNode> found) {
        int answers = 0;
        while (!ended.get()) {
            Audit.compared(shop).path("violations").forEach(found::add);
            answers++;
        }
        return answers;
    }

    @Test
    void messagesThatComeLateTwiceAndInAnyOrderChangeNothing() throws Exception {
        String sku = shop.sellNew("DISTURBED", "10.00", STOCK);

        try (var roads = DisturbedRoads.of(shop, new Random())) {
            List<String> ids = wishesOfHundred(sku);

            assertExact(sku, ids);
            assertTheDeskKnows(sku, ids);
            assertThat(roads.repeated()).isGreaterThan(100);
            assertThat(roads.overtaken()).isGreaterThan(100);
        }
    }

    /** The desk's views agree with order and inventory, and are the same after a rebuild. */
    private static void assertTheDeskKnows(String sku, List<String> ids) {
        ids.forEach(id -> Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(
                                shop.get("/api/desk/orders/" + id).json().path("status"))
                        .isEqualTo(shop.orderOf(id).path("status"))));
        Awaitility.await().untilAsserted(() -> {
            var desk = shop.get("/api/desk/stock/" + sku).json();
            var stock = shop.stockOf(sku);
            for (String count : List.of("received", "onHand", "reserved", "available", "backOrdered", "shipped")) {
                assertThat(desk.path(count)).as(count).isEqualTo(stock.path(count));
            }
        });
        shop.post("/api/projections/desk/desk/rebuild", "");
        Awaitility.await().until(() -> !shop.get("/api/projections").body().contains("rebuiltTo"));
        assertThat(shop.get("/api/projections").json().findValuesAsText("differences"))
                .containsOnly("0");
    }

    /** Orders of a hundred customers with wishes at random instants, each at its end; receipts come in between. */
    private static List<String> wishesOfHundred(String sku) {
        long seed = System.nanoTime();
        List<String> ids = Shop.atOnce(100, n -> wishes(sku, new Random(seed + n)));
        shop.receive(sku, 5 * STOCK);
        ids.forEach(id -> Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(LOOK)
                .until(() -> isTerminal(id) || payIfAsked(id)));
        return ids;
    }

    private static String wishes(String sku, Random random) {
        if (random.nextInt(10) == 0) {
            shop.receive(sku, 1 + random.nextInt(10));
        }
        String[] methods = {"pm_card_visa", "pm_card_visa", "pm_sandbox_captureDeclined", "pm_card_chargeDeclined"};
        String id = shop.place(Map.of(sku, 1 + random.nextInt(4)), methods[random.nextInt(4)], Map.of());
        int wishes = random.nextInt(5);
        for (int wish = 0; wish < wishes; wish++) {
            look(id, random.nextInt(25));
            Shop.Answer answer = switch (random.nextInt(6)) {
                case 0 -> shop.cancel(id);
                case 1 -> shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
                case 2 ->
                    shop.put(
                            "/api/orders/" + id + "/ship-to",
                            Map.of(
                                    "name",
                                    "Ada",
                                    "street",
                                    "Ring 1",
                                    "city",
                                    "Wien",
                                    "postalCode",
                                    "1010",
                                    "country",
                                    random.nextBoolean() ? "AT" : "US"));
                default -> shop.changeLines(id, Map.of(sku, 1 + random.nextInt(6)));
            };
            assertThat(answer.status()).as(answer.body()).isIn(202, 409);
        }
        return id;
    }

    private static boolean isTerminal(String id) {
        return List.of("COMPLETED", "CANCELLED")
                .contains(shop.orderOf(id).path("status").asText());
    }

    /** Gives another payment method to an order that waits for one; true as long as the order has not ended. */
    private static boolean payIfAsked(String id) {
        if (shop.orderOf(id).path("status").asText().equals("PAYMENT_DECLINED")) {
            shop.put("/api/orders/" + id + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));
        }
        return false;
    }

    /** I1, I2, I3, I5 and I6 for orders of one SKU. */
    private static void assertExact(String sku, List<String> ids) {
        ids.forEach(id -> Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(isTerminal(id))
                        .as(() -> shop.orderOf(id) + " " + shop.eventTypes(id) + " "
                                + shop.get("/api/orders/" + id + "/process").body() + " "
                                + shop.get("/api/shipments?orderId=" + id).body())
                        .isTrue()));
        int shipped = 0;
        for (String id : ids) {
            JsonNode order = shop.orderOf(id);
            boolean completed = order.path("status").asText().equals("COMPLETED");
            long kept = cents(order.at("/payment/captured")) - cents(order.at("/payment/refunded"));
            assertThat(kept).as(order.toString()).isEqualTo(completed ? cents(order.at("/amounts/total")) : 0);
            JsonNode bill = shop.billOf(id);
            assertThat(sum(bill.path("invoices")) - sum(bill.path("creditNotes")))
                    .as(bill.toString())
                    .isEqualTo(kept);
            long provider = 0;
            for (JsonNode payment : shop.providerPayments(id)) {
                provider += cents(payment.path("captured")) - cents(payment.path("refunded"));
                assertThat(payment.path("status").asText()).as(id).isNotIn("AUTHORIZED", "NEW");
            }
            assertThat(provider).as(id).isEqualTo(kept);
            assertThat(shop.get("/api/orders/" + id + "/process").json().path("activeActivityIds"))
                    .as(id)
                    .isEmpty();
            shipped += completed ? order.at("/lines/0/quantity").asInt() : 0;
        }
        JsonNode stock = shop.stockOf(sku);
        assertThat(stock.path("shipped").asInt()).isEqualTo(shipped);
        assertThat(stock.path("reserved").asInt()).isZero();
        assertThat(stock.path("backOrdered").asInt()).isZero();
        assertThat(Audit.compared(shop).path("violations")).isEmpty();
    }

    private static long cents(JsonNode money) {
        return Long.parseLong(money.path("amount").asText().replace(".", ""));
    }

    private static long sum(JsonNode documents) {
        long sum = 0;
        for (JsonNode document : documents) {
            sum += cents(document.path("total"));
        }
        return sum;
    }

    /** The customer looks at the order so many times; an unplanned instant. */
    private static void look(String id, int times) {
        for (int time = 0; time < times; time++) {
            shop.orderOf(id);
            assertThat(shop.get("/api/orders/" + id + "/process").status()).isEqualTo(200);
        }
    }
}
