package dev.waybill.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What agents, operators and warehouse staff do at the desk, in a real browser. */
class DeskBrowserTest extends BrowserTest {

    private static final String STATUS = ".standing .status";
    private static final LocatorAssertions.ContainsTextOptions SEEN =
            new LocatorAssertions.ContainsTextOptions().setUseInnerText(true);
    private static final int PAGE_LIMIT = 600_000;

    /** Words of up to twelve characters that stand on two lines. */
    private static final String BROKEN_WORDS = """
            (() => {
              const broken = [];
              const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                for (const word of texts.currentNode.data.matchAll(/(?<!\\S)[^\\s-]{2,12}(?!\\S)/g)) {
                  const range = document.createRange();
                  range.setStart(texts.currentNode, word.index);
                  range.setEnd(texts.currentNode, word.index + word[0].length);
                  if (new Set([...range.getClientRects()].map((part) => Math.round(part.top))).size > 1) { broken.push(word[0]); }
                }
              }
              return broken;
            })()""";

    DeskBrowserTest() {
        super(Shop.openWithWaitingCarrier());
    }

    @Test
    void anOrderAppearsWithoutReloadingAndItsTokenMoves() throws Exception {
        Page page = browser.open("/orders");
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        page.waitForSelector("tr[data-order='" + id + "']");

        Page list = browser.open("/orders");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        page.waitForURL("**/orders/" + id);
        assertThat(page.locator("#diagram-text")).hasText("The order is at Ship order.");
        shop.carrierComes(id);
        assertThat(page.locator("#diagram-text")).hasText("The order is at Deliver parcel.");
        assertThat(page.locator(STATUS)).hasText("shipped");
        Browser.picture(page, "order");
        shop.carrierComes(id);

        assertThat(page.locator("#diagram-text")).hasText("The order's process has ended.");
        assertThat(page.locator(STATUS)).hasText("completed");
        assertThat(page.locator(".token")).hasCount(0);
        assertThat(list.locator("tr[data-order='" + id + "'] .status")).hasText("completed");
        assertThat(page.locator(".timeline")).containsText("Shipment delivered");
    }

    @Test
    void theListIsSearchedByKeyboardAndItsAddressHoldsTheView() throws Exception {
        String customer = "grace-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> hers = Map.of("customerId", customer);
        String declined = shop.place(Map.of("MUG", 2), "pm_card_chargeDeclined", hers);
        String waiting = shop.place(Map.of(shop.sellNew("TEAPOT", "64.50", 0), 1), "pm_card_visa", hers);
        String cancelled = shop.place(Map.of("LAMP", 1, "MUG", 1), "pm_card_chargeDeclined", hers);
        String paid = shop.place(Map.of("LAMP", 2, "MUG", 6), "pm_card_visa", hers);
        shop.awaitStatus(declined, "PAYMENT_DECLINED");
        shop.awaitStatus(waiting, "BACK_ORDERED");
        shop.awaitStatus(paid, "PAID");
        shop.cancel(cancelled);
        shop.awaitStatus(cancelled, "CANCELLED");
        Page page = browser.open("/orders");
        assertThat(page.locator("tr[data-order='" + cancelled + "'] .status")).hasText("cancelled");
        page.setViewportSize(1280, 560);
        Browser.picture(page, "orders");

        page.keyboard().press("/");
        page.keyboard().type(customer);
        page.keyboard().press("Enter");
        page.waitForURL("**/orders?q=" + customer + "**");
        assertThat(page.locator("tr[data-order]")).hasCount(4);
        page.click(".counts >> text=payment declined");
        page.waitForURL("**/orders?status=PAYMENT_DECLINED&q=" + customer);
        assertThat(page.locator("tr[data-order]")).hasCount(1);
        shop.put("/api/orders/" + declined + "/payment-method", Map.of("paymentMethod", "pm_card_visa"));

        assertThat(page.locator(".empty")).containsText("No matching orders");
        Page colleague = browser.open("/orders?status=PAID&q=" + customer);
        assertThat(colleague.locator("tr[data-order]")).hasCount(2);
        colleague.keyboard().press("j");
        colleague.keyboard().press("j");
        colleague.keyboard().press("Enter");
        colleague.waitForURL("**/orders/" + declined);
    }

    @Test
    void aDeclinedOrderIsPaidByAnotherMethodAndThenCancelled() throws Exception {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(id, "PAYMENT_DECLINED");
        Page page = browser.open("/orders/" + id);
        page.waitForSelector(".token");
        Browser.picture(page, "order-in-process");

        page.click("text=Change payment method");
        page.click("text=Confirm");
        assertThat(page.locator(STATUS)).hasText("paid");

        page.click("text=Cancel order");
        assertThat(page.locator("#action-effect")).containsText("shipping is asked to stop it");
        page.click("text=Confirm");
        assertThat(page.locator(STATUS)).hasText("cancelled");
        assertThat(page.locator(".actions button").first()).hasAttribute("title", "Not possible now: the order is cancelled.");
    }

    @Test
    void waitsAndActionsAreShownAsTheOrderContextReportsThemEvenUnknownOnes() throws Exception {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(id, "PAYMENT_DECLINED");
        Page page = browser.open("/orders");
        page.route("**/api/orders/" + id, route -> {
            var order = (ObjectNode) shop.get("/api/orders/" + id).json();
            order.put("status", "PAYMENT_DISPUTED").putArray("actions").add("CANCEL").add("ANSWER_DISPUTE");
            order.putArray("waitingFor")
                    .add(wait(order, "another payment method", "CUSTOMER"))
                    .add(wait(order, "the dispute", "BANK"));
            route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(order.toString()));
        });
        page.navigate(shop.url() + "/orders/" + id);

        assertThat(page.locator("#waits li").first())
                .containsText(Pattern.compile("Waits for another payment method from the customer, since .* ago,"
                        + " until .*, then the order is cancelled\\."));
        assertThat(page.locator("#waits li").last()).containsText("Waits for the dispute from BANK");
        assertThat(page.locator("#order-head")).not().containsText("waits for", SEEN);
        assertThat(page.locator("button[data-action]")).hasText("Cancel order");
        assertThat(page.locator("#do-lines"))
                .hasAttribute("title", "Not possible now: the order is payment disputed.");
        Browser.picture(page, "order-waits");
        shop.cancel(id);
    }

    private static ObjectNode wait(ObjectNode order, String what, String from) {
        return order.objectNode()
                .put("what", what)
                .put("from", from)
                .put("since", order.path("placedAt").asText())
                .put("until", "2036-01-31T12:00:00Z")
                .put("then", "the order is cancelled");
    }

    @Test
    void aBackOrderIsFilledByReceivingStock() throws Exception {
        String sku = "TEAPOT-" + UUID.randomUUID().toString().substring(0, 4);
        shop.sell(sku, "64.50", 1);
        String id = shop.place(Map.of(sku, 3), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        Page page = browser.open("/stock/" + sku);
        assertThat(page.locator("#sku")).containsText("Next: it has waited the longest.");
        page.setViewportSize(1280, 360);
        Browser.picture(page, "stock");

        page.fill("[name=quantity]", "2");
        page.fill("[name=reference]", UUID.randomUUID().toString());
        page.click("button:text('Receive')");

        assertThat(page.locator(".receive [role=status]")).containsText("Received. Pieces available now: ");
        assertThat(page.locator("#sku")).containsText("None: no order waits for this SKU.");
        shop.awaitStatus(id, "PAID");
    }

    @Test
    void aPastMomentIsShownAndItsAddressCanBeShared() throws Exception {
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "PAID");
        JsonNode events = shop.get("/api/orders/" + id + "/events").json();
        int authorized = shop.eventTypes(id).indexOf("PaymentAuthorized");
        String then = events.get(authorized).path("occurredAt").asText();
        long moments = events.findValuesAsText("occurredAt").subList(0, authorized + 1).stream()
                .distinct()
                .count();
        Page page = browser.open("/orders/" + id);
        page.waitForSelector(".token");
        assertThat(page.locator("#bill")).containsText("INV-");

        page.fill("#moment", String.valueOf(moments));

        assertThat(page.locator("#moment-text")).containsText("Payment authorized");
        assertThat(page.locator("#diagram-text")).hasText("The order is at Reserve stock.");
        assertThat(page.locator("#order-facts")).containsText(Pattern.compile("Authorized\\s*119.00 EUR\\s*Captured\\s*–"));
        assertThat(page.locator("#bill")).containsText("None has been issued yet.");
        assertThat(page.url()).endsWith("?asOf=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
        Browser.picture(page, "order-in-the-past");
        page.fill("#moment", "1");
        assertThat(page.locator("#moment-text")).containsText("Order placed");
        assertThat(page.locator("#order-facts")).containsText(Pattern.compile("LAMP\\s*100.00"));
        assertThat(page.locator(".timeline li:not(.later)")).hasText(Pattern.compile("Order placed"));
        Page colleague = browser.open("/orders/" + id + "?asOf=" + then);
        assertThat(colleague.locator("#diagram-text")).hasText("The order is at Reserve stock.");
        assertThat(colleague.locator(".timeline .later").first()).containsText("Invoice issued");
        colleague.click("text=Now");
        assertThat(colleague.locator("#diagram-text")).hasText("The order is at Ship order.");
        assertThat(colleague.locator("#order-facts")).containsText(Pattern.compile("Captured\\s*119.00 EUR"));
    }

    @Test
    void anOrderThatWaitsIsChangedToTheStockThatThereIs() throws Exception {
        String sku = shop.sellNew("CHANGED", "10.00", 1);
        String id = shop.place(Map.of(sku, 3), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        Page page = browser.open("/orders/" + id);

        page.click("text=Change address");
        page.fill("#action [name=city]", "Wien");
        page.fill("#action [name=country]", "AT");
        Browser.picture(page, "order-changed");
        page.click("text=Confirm");
        assertThat(page.locator(".timeline")).containsText("revision 2");
        shop.awaitStatus(id, "BACK_ORDERED");
        assertThat(page.locator(STATUS)).hasText("back ordered");

        page.click("text=Change lines");
        page.fill("#action [aria-label='Pieces of " + sku + "']", "1");
        assertThat(page.locator("#action-goods")).containsText("30.00 EUR → 10.00 EUR");
        page.keyboard().press("Enter");

        assertThat(page.locator(STATUS)).hasText("paid");
        JsonNode order = shop.get("/api/orders/" + id).json();
        assertThat(order.path("shipTo").path("city").asText()).isEqualTo("Wien");
        assertThat(order.path("lines").get(0).path("quantity").asInt()).isEqualTo(1);
        assertThat(page.locator(".actions button[title]").nth(1))
                .hasAttribute("title", "Not possible now: the order is paid.");
    }

    @Test
    void aParkedMessageIsRedriven() throws Exception {
        JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);
        String sku = shop.sellNew("PARKED", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        jdbc.execute("create or replace function orders.broken() returns trigger language plpgsql as"
                + " $$ begin raise exception 'this order is broken'; end $$");
        jdbc.execute("create trigger broken before insert on orders.event for each row when (new.stream = 'order/" + id
                + "' and new.type = 'StockReserved') execute function orders.broken()");
        try {
            shop.receive(sku, 1);
            Awaitility.await().until(() -> {
                jdbc.update("update orders.kept_message set retry_at = now() where retry_at > now()");
                return shop.get(Shop.own("order", "/api/parked-messages")).body().contains(id);
            });
        } finally {
            jdbc.execute("drop trigger broken on orders.event");
        }
        Page order = browser.open("/orders/" + id);
        assertThat(order.locator("#incident")).containsText("this order is broken");
        Page page = browser.open("/flow");
        assertThat(page.locator("#parked")).containsText("this order is broken");
        page.waitForSelector("[data-container-id=AwaitStock] .crowd-badge");
        Browser.picture(page, "flow");

        Browser.pressEnterOn(page, "[aria-label^=Redrive]");
        assertThat(page.locator("#operation-title")).isFocused();
        Browser.pressEnterOn(page, "#operation .main");

        assertThat(page.locator("#operation-text")).hasText("The message is now handled.");
        assertThat(page.locator("#parked")).hasText("None: every message has been handled.");
        assertThat(page.locator("#parked")).isFocused();
        shop.awaitStatus(id, "PAID");
    }

    /** On a phone the whole process cannot be read, so the part around the token is shown and follows it. */
    @Test
    void onAPhoneTheDiagramShowsWhereTheOrderIs() {
        String sku = shop.sellNew("PHONE", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        Page page = browser.open("/orders/" + id, 390, 844, ColorScheme.LIGHT);

        var waiting = page.locator("#diagram [data-element-id=AwaitStock].active");
        waiting.waitFor();
        assertThat(isInView(page, "AwaitStock")).isTrue();
        assertThat(waiting.boundingBox().width).as("pixels of a task").isGreaterThan(70);

        page.click("text=Whole process");
        assertThat(isInView(page, "AwaitStock") && isInView(page, "OrderPlaced")).isTrue();
        double small = waiting.boundingBox().width;
        page.click("[aria-label='Zoom in']");
        assertThat(waiting.boundingBox().width).isGreaterThan(1.3 * small);
        page.click("text=Current step");
        assertThat(isInView(page, "AwaitStock")).isTrue();
        assertThat(waiting.boundingBox().width).isGreaterThan(70);
    }

    private static boolean isInView(Page page, String element) {
        var frame = page.locator("#diagram").boundingBox();
        var shape = page.locator("#diagram [data-element-id=" + element + "]").boundingBox();
        return shape.x >= frame.x
                && shape.x + shape.width <= frame.x + frame.width
                && shape.y >= frame.y
                && shape.y + shape.height <= frame.y + frame.height;
    }

    @ParameterizedTest(name = "{0} {1} px, {2}")
    @CsvSource({
        "/orders, 390, DARK", "/orders, 1280, LIGHT", "/orders/ID, 390, LIGHT", "/orders/ID, 1280, DARK",
        "/stock, 390, DARK", "/stock/LAMP, 1280, LIGHT", "/flow, 390, LIGHT", "/flow, 1280, DARK", "/shop, 390, DARK", "/shop, 1280, LIGHT"
    })
    void pagesHaveNoBarriersFitTheirWindowAndWeighLittle(String path, int width, ColorScheme colours) {
        String customer = "<script>alert(1)</script> مرحبا \"quoted\" " + "w".repeat(150);
        String id = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of("customerId", customer, "reference", "R".repeat(200)));
        shop.awaitStatus(id, "PAID");

        Page page = browser.open(path.replace("ID", id), width, 900, colours);
        page.waitForLoadState();
        if (page.locator("#diagram").count() > 0) {
            page.waitForSelector("#diagram .djs-container .djs-shape");
        }

        assertThat(Browser.barriers(page)).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("wider than its window")
                .isLessThanOrEqualTo(width);
        assertThat((List<?>) page.evaluate(BROKEN_WORDS)).isEmpty();
        assertThat(browser.bytes()).isBetween(1L, (long) PAGE_LIMIT);
        assertThat(List.of(page.locator("script:not([src])").count())).containsExactly(0);
    }
}
