package dev.waybill.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The API's own page, under the same content security policy as all others: nothing that it does violates it. */
class ApiPageBrowserTest extends BrowserTest {

    ApiPageBrowserTest() {
        super(Shop.open());
    }

    @Test
    void showsOperationsWithTheirProblemsAndTriesThem() {
        Page page = browser.open("/swagger-ui.html");
        assertThat(page.locator(".info .title")).containsText("Waybill");

        var operation = page.locator(".opblock-get").filter(new com.microsoft.playwright.Locator.FilterOptions()
                .setHas(page.locator("[data-path='/api/products']")));
        operation.locator(".opblock-summary-control").click();
        assertThat(operation.locator(".responses-table.live-responses-table")).hasCount(0);
        assertThat(operation.locator("[data-code='401']")).containsText("a user with a password or a token is needed");
        operation.locator(".try-out__btn").click();
        operation.locator(".execute").click();

        assertThat(operation.locator(".live-responses-table .response-col_status")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("200")))
                .isVisible();
        assertThat(page.request().get(shop.url() + "/swagger-ui/index.html").headers().get("content-security-policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("script-src");
    }
}
