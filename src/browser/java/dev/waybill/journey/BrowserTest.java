package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;

/** A test that looks at the pages of a shop in a real browser, in which nothing goes wrong beside it. */
abstract class BrowserTest {

    final Shop shop;
    final Browser browser;

    BrowserTest(Shop shop) {
        this.shop = shop;
        this.browser = new Browser(shop.url());
    }

    /** Whether a test provokes this error of the browser; none, unless it says so. */
    boolean isExpected(String wrong) {
        return false;
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        browser.close();
        assertThat(browser.wrong()).allMatch(this::isExpected);
    }
}
