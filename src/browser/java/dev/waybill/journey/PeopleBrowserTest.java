package dev.waybill.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What users with only the role of a customer or of an operator see and do, in a real browser. */
class PeopleBrowserTest extends BrowserTest {

    PeopleBrowserTest() {
        super(Shop.openWith(List.of(
            "--waybill.security.users.admin.password={noop}admin",
            "--waybill.security.users.admin.roles=customer,agent,warehouse,operator",
            "--waybill.security.users.ada.password={noop}secret",
            "--waybill.security.users.ada.roles=customer",
            "--waybill.security.users.olga.password={noop}secret",
            "--waybill.security.users.olga.roles=operator",
            "--waybill.desk.reconciliation-patience=2s")));
    }

    @Test
    void aCustomerIsSentToTheShopAndBuysOnlyForThemselves() {
        String others = shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of("customerId", "bob"));
        Page page = browser.openAs("ada", "secret", "/");

        page.waitForURL("**/shop");
        assertThat(page.locator("nav[aria-label=Pages] a")).hasText(new String[] {"Shop", "API"});
        assertThat(page.locator("[name=customerId]")).hasValue("ada");
        assertThat(page.locator("[name=customerId]")).not().isEditable();
        page.click("button[aria-label='Add LAMP']");
        page.click("text=Order and pay");

        assertThat(page.locator("#mine tbody tr").first()).containsText("1 × LAMP");
        assertThat(page.locator("#mine a")).hasCount(0);
        assertThat(page.locator("#mine")).not().containsText(others.substring(0, 8));
    }

    @Test
    void anOperatorSeesAnInconsistencyAndRepairsIt() throws Exception {
        String sku = shop.sellNew("MENDED", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        PlantedJourneyTest.deleteProcess(shop.bean(JdbcTemplate.class), id);
        var books = new Audit(shop);
        books.awaitOnly(id, "I1 order");
        Page page = browser.openAs("olga", "secret", "/flow");

        assertThat(page.locator("#books")).containsText(id);
        Browser.pressEnterOn(page, "[data-repair]");
        assertThat(page.locator("#operation-text")).containsText("AwaitStock");
        Browser.picture(page, "repair");
        Browser.pressEnterOn(page, "#operation .main");

        books.awaitHealed(id);
        assertThat(page.locator("#books")).containsText("None: all books agreed in the last comparison.");
        page.navigate(shop.url() + "/orders/" + id);
        assertThat(page.locator("#diagram-text")).hasText("The order is at Wait for stock.");
        assertThat(page.locator("button[data-action]")).hasCount(0);
        assertThat(page.locator(".actions button").first()).hasAttribute("title", "Only agents can cancel orders.");
    }
}
