package dev.waybill.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.waybill.journey.Browser;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How soon a user of the desk sees a page, and sees it move, in the Chromium of this machine. */
final class PaintBenchmark {

    private static final int ORDERS = 200;
    private static final int LOOKS = 20;

    /** Milliseconds from the navigation on, as the browser reports them. */
    private static final String FIRST_PAINT =
            "performance.getEntriesByName('first-contentful-paint')[0].startTime";

    /** When each text about the order's place came; by the clock that the product's events have too. */
    private static final String WATCH = "window.shownAt = {}; new MutationObserver(() => { const text ="
            + " document.getElementById('diagram-text').textContent; window.shownAt[text] ??= Date.now(); })"
            + ".observe(document.getElementById('diagram-text'), { childList: true })";

    private static final String LEFT = "The order has left its process.";

    private static final Pattern COMPLETED =
            Pattern.compile("\"type\"\\s*:\\s*\"OrderCompleted\"[^}]*\"occurredAt\"\\s*:\\s*\"([^\"]+)\"");

    private PaintBenchmark() {}

    static void run(Report report) throws Exception {
        try (Product product = Product.start(true, List.of());
                Browser browser = new Browser(product.url())) {
            product.load().offer(ORDERS);
            product.orders().awaitCompleted(ORDERS);
            report.line("## First paint, and a token that moves");
            report.line(
                    "Headless Chromium on the same processors, %d orders, each page loaded %d times by a user who is"
                            + " logged in: from the request to the first contentful paint, and until the driver sees"
                            + " the page loaded with its last part.",
                    ORDERS,
                    LOOKS);
            report.line("| page | ms to first paint, median | worst | ms to all, median | worst |");
            report.row("| --- | --- | --- | --- | --- |");
            for (Map.Entry<String, String> page : pages(product).entrySet()) {
                look(report, browser, page.getKey(), page.getValue());
            }
            double[] late = moves(product, browser);
            report.line(
                    "From the instant of an order's last event to its token gone from an open page: median %.0f ms, worst"
                            + " of %d %.0f ms.",
                    late[LOOKS / 2],
                    LOOKS,
                    late[LOOKS - 1]);
        }
    }

    /** Each page's path, and behind a blank what it draws last. */
    private static Map<String, String> pages(Product product) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("orders", "/orders tr[data-order]");
        pages.put("an order", "/orders/" + product.load().place("pm_card_chargeDeclined") + " .token");
        pages.put("stock", "/stock tr[data-href]");
        pages.put("flow", "/flow #parked p:not(:text('Asking'))");
        pages.put("shop", "/shop #products button");
        return pages;
    }

    private static void look(Report report, Browser browser, String name, String page) {
        String path = page.substring(0, page.indexOf(' '));
        String last = page.substring(page.indexOf(' ') + 1);
        double[] first = new double[LOOKS];
        double[] all = new double[LOOKS];
        Page seen = browser.openAs("admin", "admin", path);
        for (int look = -LOOKS / 2; look < LOOKS; look++) { // the first looks warm up
            seen.reload();
            seen.waitForSelector(last);
            int at = Math.max(look, 0);
            all[at] = number(seen, "performance.now()");
            first[at] = number(seen, FIRST_PAINT);
        }
        seen.context().close();
        Arrays.sort(first);
        Arrays.sort(all);
        report.row(
                "| %s | %.0f | %.0f | %.0f | %.0f |",
                name, first[LOOKS / 2], first[LOOKS - 1], all[LOOKS / 2], all[LOOKS - 1]);
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    /** Milliseconds that a token came after what moved it, sorted. */
    private static double[] moves(Product product, Browser browser) {
        double[] late = new double[LOOKS];
        for (int look = -LOOKS / 2; look < LOOKS; look++) {
            String id = product.load().place("pm_card_chargeDeclined");
            product.load().awaitStatus(id, "PAYMENT_DECLINED");
            Page page = browser.openAs("admin", "admin", "/orders/" + id);
            page.waitForSelector(".token");
            page.evaluate(WATCH);
            product.load()
                    .send("PUT", "/api/orders/" + id + "/payment-method", "{\"paymentMethod\": \"pm_card_visa\"}");
            PlaywrightAssertions.assertThat(page.locator("#diagram-text")).hasText(LEFT);
            double seen = number(page, "window.shownAt['" + LEFT + "']");
            late[Math.max(look, 0)] = seen - completed(product, id).toEpochMilli();
            page.context().close();
        }
        Arrays.sort(late);
        return late;
    }

    private static Instant completed(Product product, String id) {
        Matcher event = COMPLETED.matcher(product.load().get("/api/orders/" + id + "/events"));
        if (!event.find()) {
            throw new IllegalStateException("order " + id + " has left its process, but is not completed");
        }
        return Instant.parse(event.group(1));
    }
}
