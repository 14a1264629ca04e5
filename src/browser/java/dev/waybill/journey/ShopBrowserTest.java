package dev.waybill.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A customer's way through the shop, in a real browser. */
class ShopBrowserTest extends BrowserTest {

    private final String customer = "shopper-" + UUID.randomUUID();

    private String expected = "nothing";

    ShopBrowserTest() {
        super(Shop.openWithWaitingCarrier());
    }

    @Override
    boolean isExpected(String wrong) {
        return wrong.contains(expected);
    }

    private Page shopPage() {
        Page page = browser.open("/shop", 1280, 900, ColorScheme.LIGHT);
        page.click("button[aria-label='Add LAMP']");
        page.click("button[aria-label='Add MUG']");
        assertThat(page.locator("#cart")).containsText("1 × MUG");
        page.fill("[name=customerId]", customer);
        return page;
    }

    private static Locator first(Page page) {
        return page.locator("#mine tbody tr").first();
    }

    @Test
    void theStoryOfTheSeed() throws Exception {
        String code = "CODE" + UUID.randomUUID().toString().substring(0, 8);
        shop.put("/api/discount-codes/" + code, Map.of("percentOff", 10));
        Page page = shopPage();
        page.fill("[name=code]", code);
        page.click("text=Apply");
        assertThat(page.locator("#cart dl")).containsText("€11.29");
        assertThat(page.locator("#cart dl")).containsText("€120.92");
        Browser.picture(page, "shop");

        page.click("text=Order and pay");

        assertThat(first(page)).containsText("paid");
        assertThat(page.locator("#cart")).containsText("The cart is empty");
        shop.carrierComes(newest());
        assertThat(first(page)).containsText("shipped");
        shop.carrierComes(newest());
        assertThat(first(page)).containsText("completed");
        assertThat(Browser.barriers(page)).isEmpty();
    }

    @Test
    void theCartIsPricedForTheCountryThatIsChosenAndItsCodeCanBeRemoved() {
        String code = "CODE" + UUID.randomUUID().toString().substring(0, 8);
        shop.put("/api/discount-codes/" + code, Map.of("percentOff", 10));
        Page page = shopPage();
        page.fill("[name=code]", code.toLowerCase(Locale.ROOT));
        page.click("text=Apply");
        assertThat(page.locator("#cart")).containsText("Discount code " + code.toUpperCase(Locale.ROOT));
        page.selectOption("[name=country]", "AT");
        assertThat(page.locator("#cart dl")).containsText("VAT of AT");
        assertThat(page.locator("#cart dl")).containsText("€121.93");

        page.click("[aria-label='Remove the discount code']");

        assertThat(page.locator("#cart")).not().containsText("Discount code");
        assertThat(page.locator("#cart dl")).containsText("€135.48");
        page.click("text=Order and pay");
        assertThat(first(page)).containsText("€135.48");
    }

    @Test
    void aChangeMadeInAnotherTabIsShownBeforeTheOrder() {
        expected = "status of 409";
        Page page = shopPage();
        String cart = (String) page.evaluate("localStorage.getItem('waybill-cart')");
        shop.post("/api/carts/" + cart + "/items", Map.of("sku", "LAMP", "quantity", 1));

        page.click("text=Order and pay");

        assertThat(page.locator("#checkout-problem")).containsText("checking out again");
        assertThat(page.locator("#cart")).containsText("2 × LAMP");
        page.click("text=Order and pay");
        assertThat(first(page)).containsText("2 × LAMP");
    }

    private String newest() {
        return shop.get("/api/orders?customerId=" + customer)
                .json()
                .at("/items/0/orderId")
                .asText();
    }

    @Test
    void anOrderIsPlacedAndCancelledByTheKeyboardAlone() {
        Page page = browser.open("/shop", 1280, 900, ColorScheme.LIGHT);
        page.waitForSelector("button[aria-label='Add LAMP']");
        Browser.pressEnterOn(page, "button[aria-label='Add LAMP']");
        assertThat(page.locator("#cart")).containsText("1 × LAMP");
        assertThat(page.locator("button[aria-label='Add LAMP']")).isFocused();
        Browser.tabTo(page, "[name=customerId]");
        page.keyboard().press("Control+A");
        page.keyboard().type(customer);
        page.keyboard().press("Enter");
        assertThat(first(page)).containsText("paid");

        Browser.pressEnterOn(page, "[aria-label^=Cancel]");

        assertThat(first(page)).containsText("cancelled");
        assertThat(page.locator("#mine")).isFocused();
    }

    @Test
    void aDeclinedCardIsReplacedTheOrderChangedAndCancelled() {
        Page page = shopPage();
        page.selectOption("[name=paymentMethod]", "pm_card_chargeDeclined");
        page.click("text=Order and pay");
        assertThat(first(page)).containsText("payment declined");

        first(page).locator("text=Remove one piece").click();
        assertThat(first(page).locator(".cut")).hasText("1 × LAMP");
        first(page).locator("text=Pay with Visa").click();
        assertThat(first(page)).containsText("paid");
        first(page).locator("text=Cancel").click();
        assertThat(first(page)).containsText("cancelled");
    }
}
