package dev.waybill.journey;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Chromium as installed on this machine, with a user who is logged in; it records what a page should not do. */
public final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path PICTURES = Path.of("target", "received", "pictures");

    private static final int REACHABLE_WITHIN = 150; // presses of Tab

    private static final int STILL_MS = 1_000; // tokens have reached their positions
    private static final int PATIENCE_MS = 30_000; // how long an assertion waits, also on a slow machine

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String url;
    private final List<String> wrong = new ArrayList<>();
    private long bytes;

    /** @param url where the product is served */
    public Browser(String url) {
        this.url = url;
        this.playwright =
                Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(installed()).setArgs(FLAGS));
    }

    /** Chromium's executable; throws where there is none. */
    public static Path installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of " + NAMES + " is on the PATH: install chromium"));
    }

    /** A window of that size in which admin is logged in and sees a page. */
    Page open(String path, int width, int height, ColorScheme colours) {
        return open("admin", "admin", path, width, height, colours);
    }

    /** A window in which a user is logged in and sees a page. */
    public Page openAs(String user, String password, String path) {
        return open(user, password, path, 1280, 900, ColorScheme.LIGHT);
    }

    private Page open(String user, String password, String path, int width, int height, ColorScheme colours) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setTimezoneId("Europe/Berlin")
                .setLocale("en-GB"));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                wrong.add(path + " logs: " + message.text());
            }
        });
        page.onPageError(error -> wrong.add(path + " throws: " + error));
        page.onRequest(this::note);
        page.onResponse(this::weigh);
        page.navigate(url + "/login?to=" + path.replace("?", "%3F").replace("&", "%26"));
        page.fill("[name=name]", user);
        page.fill("[name=password]", password);
        page.click("button");
        page.waitForURL(address -> !address.contains("/login"));
        return page;
    }

    Page open(String path) {
        return open(path, 1280, 900, ColorScheme.LIGHT);
    }

    private void note(Request request) {
        if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
            wrong.add("a page requests another host: " + request.url());
        }
    }

    private void weigh(Response response) {
        if (!response.request().resourceType().equals("eventsource")) {
            bytes += Long.parseLong(response.headers().getOrDefault("content-length", "0"));
        }
    }

    /** The bytes that were loaded since the last call, as far as the answers state their lengths. */
    long bytes() {
        long now = bytes;
        bytes = 0;
        return now;
    }

    /** What pages did that they should not. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Presses Tab until the focus is on the element of the selector. */
    static void tabTo(Page page, String selector) {
        String there = "selector => document.activeElement.matches(selector)";
        for (int tabs = 0; !(boolean) page.evaluate(there, selector); tabs++) {
            if (tabs == REACHABLE_WITHIN) {
                throw new AssertionError("the focus does not reach " + selector);
            }
            page.keyboard().press("Tab");
        }
    }

    /** As {@link #tabTo}, and presses Enter there. */
    static void pressEnterOn(Page page, String selector) {
        tabTo(page, selector);
        page.keyboard().press("Enter");
    }

    /** What axe-core finds on a page that is serious or worse, against WCAG 2 AA. */
    static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                .exclude(".djs-container") // the drawing of the model, which the page describes in words beside it
                .analyze()
                .getViolations()
                .stream()
                .filter(found -> List.of("serious", "critical").contains(found.getImpact()))
                .map(found -> found.getId() + ": " + found.getHelp() + " " + found.getNodes())
                .toList();
    }

    /** A picture of a page, for docs/pictures. */
    static void picture(Page page, String name) throws IOException {
        Files.createDirectories(PICTURES);
        page.waitForTimeout(STILL_MS);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
