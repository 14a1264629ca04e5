package dev.waybill.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An operator's way through all of Cockpit; what it asks for is what the allow-list holds, neither less nor more. */
class CockpitBrowserTest {

    private static final String COCKPIT = "/camunda/app/cockpit/default/";

    private static final int ATTEMPTS = 8;
    private static final int PATIENCE_MS = 40_000;

    /** What the walk tries on purpose: an order is moved through its own API, and the login is Waybill's. */
    private static final List<String> NOT_SUPPORTED = List.of(
            "PUT /camunda/api/engine/engine/default/process-instance/{id}/suspended/",
            "POST /camunda/api/admin/auth/user/default/logout");

    /** Redirects to the page for those who type less of its address, and an icon that a browser without a window omits. */
    private static final List<String> NOT_WALKED =
            List.of("GET /camunda/app/cockpit", "GET /camunda/app/cockpit/", "GET /camunda/favicon.ico");

    private final Shop shop = Shop.openWith(List.of(
            "--waybill.security.users.olga.password={noop}secret", "--waybill.security.users.olga.roles=operator"));
    private final Browser browser = new Browser(shop.url());
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);

    private String order;
    private String job;
    private String instance;
    private String definition;
    private Page page;

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void anOperatorWalksThroughCockpitAndHasAFailedJobTriedAgain() throws Exception {
        anOrderWhoseReminderFails();
        page = browser.openAs("olga", "secret", "/flow");
        var recording = new CockpitRecording(page);
        open();

        walkTheOverviews();
        walkTheDefinition();
        walkTheInstance();
        retryTheJob();
        tryWhatIsNotSupported();

        assertThat(recording.refused()).containsExactlyInAnyOrderElementsOf(NOT_SUPPORTED);
        assertThat(recording.failed())
                .as("olga is no user of the engine's own")
                .isSubsetOf("404 GET /camunda/api/engine/engine/default/user/{user}/profile");
        Map<String, String> listed = CockpitRecording.listed();
        NOT_WALKED.forEach(listed::remove);
        assertThat(recording.made()).isEqualTo(listed);
        assertThat(retryWithoutTheTokenOfThePage()).as("Camunda ends the session").isIn(401, 403);
    }

    private void anOrderWhoseReminderFails() {
        order = shop.place(Map.of(shop.sellNew("COCKPIT", "10.00", 0), 1), "pm_card_visa", Map.of());
        shop.awaitStatus(order, "BACK_ORDERED");
        Map<String, Object> timer = jdbc.queryForMap(
                "select j.* from orders.act_ru_job j join orders.act_ru_execution e on e.id_ = j.process_instance_id_"
                        + " where e.business_key_ = ? and j.handler_cfg_ like '%Reminder%'",
                order);
        job = (String) timer.get("id_");
        instance = (String) timer.get("process_instance_id_");
        definition = (String) timer.get("process_def_id_");
        try (var failing = new FailingReminders(jdbc, Integer.MAX_VALUE)) {
            failUntilNoRetryIsLeft(shop.bean(ManagementService.class));
            assertThat(failing.tried()).isPositive();
        }
    }

    /** The first failure sets the retries as configured. */
    private void failUntilNoRetryIsLeft(ManagementService jobs) {
        assertThatThrownBy(() -> jobs.executeJob(job))
                .hasMessageContaining("not now");
        jobs.setJobRetries(job, 1);
        assertThatThrownBy(() -> jobs.executeJob(job))
                .hasMessageContaining("not now");
        assertThat(jobs.createJobQuery().jobId(job).noRetriesLeft().count()).isEqualTo(1);
    }

    /** Its scripts give up after seven seconds where they load slowly; then a human reloads, too. */
    private void open() {
        page.navigate(shop.url() + COCKPIT);
        for (int attempt = 1; !isOpen(); attempt++) {
            assertThat(attempt).as("attempts to load Cockpit's scripts").isLessThan(ATTEMPTS);
            page.reload();
        }
    }

    private boolean isOpen() {
        try {
            page.waitForSelector("text=Human Tasks", new Page.WaitForSelectorOptions().setTimeout(PATIENCE_MS));
            return true;
        } catch (TimeoutError slow) {
            return false;
        }
    }

    private void walkTheOverviews() throws IOException {
        see("dashboard", "/dashboard", "Running Process Instances");
        see("processes", "/processes", "Order fulfillment");
        see("decisions", "/decisions", "No decision tables deployed");
        see("tasks", "/tasks", "Human Tasks");
        see("deployments", "/repository", "order-fulfillment.bpmn");
        see("batches", "/batch", "Batch");
        see("reports", "/reports", "No reports available");
    }

    private void walkTheDefinition() throws IOException {
        see("definition", "/process-definition/" + definition + "/runtime", order);
        tab("Incidents", "not now");
        tab("Called Process Definitions", "No called process definitions");
        tab("Job Definitions", "Reminder");
        tab("Process Instances", order);
        page.locator(".djs-element[data-element-id=AwaitStock]").first().click();
        assertThat(page.locator(".ctn-content-bottom")).containsText(order);
        String search = "?searchQuery=%5B%7B%22type%22:%22businessKey%22,%22operator%22:%22eq%22,%22value%22:%22"
                + order + "%22,%22name%22:%22%22%7D%5D";
        see("definition-search", "/process-definition/" + definition + "/runtime" + search, order);
    }

    private void walkTheInstance() throws IOException {
        see("instance", "/process-instance/" + instance + "/runtime", "Wait for stock");
        tab("Variables", "backOrderReminder");
        tab("Incidents", "not now");
        tab("Called Process Instances", "No called process instances");
        tab("User Tasks", "No user tasks");
        tab("External Tasks", "No external tasks");
        tab("Jobs", job);
        tab("Incidents", "not now");
        page.locator("td a:has-text('PreparedStatementCallback')").click();
        assertThat(page.locator(".modal-body textarea")).hasValue(Pattern.compile("fail_reminder"));
        picture("stacktrace");
        page.click(".modal-footer button:text('Close')");
        page.locator("a.btn-toolbar:has(.glyphicon-repeat):visible").click();
        assertThat(page.locator(".modal-body")).containsText(job);
        picture("retries-of-several");
        page.click(".modal-footer button:text('Close')");
    }

    private void retryTheJob() throws IOException {
        tab("Incidents", "not now");
        page.locator("a.action-button:has(.glyphicon-repeat):visible").click();
        page.click(".modal-footer button:text('Retry')");
        assertThat(page.locator(".modal-body")).containsText("has been incremented");
        picture("retried");
        page.click(".modal-footer button:text('OK')");
        Awaitility.await().untilAsserted(() -> assertThat(jdbc.queryForObject(
                        "select count(*) from orders.act_ru_job where id_ = ?", Long.class, job))
                .isZero());
        see("instance-afterwards", "/process-instance/" + instance + "/runtime", "Wait for stock");
        tab("Incidents", "No incidents");
    }

    private void tryWhatIsNotSupported() throws IOException {
        page.locator(".btn-suspend-action:visible").click();
        page.click(".modal-footer button:text('Suspend')");
        assertThat(page.locator(".modal-body")).containsText("not on Cockpit's allow-list");
        picture("not-supported");
        page.click(".modal-footer button:text('OK')");
        page.click(".account .dropdown-toggle");
        page.click("text=Log out");
        assertThat(page.locator("body")).containsText("Access Denied");
        picture("logout");
        open();
        see("dashboard-again", "/dashboard", "Open Incidents");
    }

    /** Another timer of the order gets no retries by a request that Cockpit's own script did not make. */
    private Object retryWithoutTheTokenOfThePage() {
        String other = jdbc.queryForObject(
                "select id_ from orders.act_ru_job where process_instance_id_ = ?", String.class, instance);
        Object status = page.evaluate("""
                job => fetch('/camunda/api/engine/engine/default/job/' + job + '/retries', {
                  method: 'PUT', headers: {'Content-Type': 'application/json'}, body: '{"retries": 77}'
                }).then(answer => answer.status)""", other);
        assertThat(jdbc.queryForObject("select retries_ from orders.act_ru_job where id_ = ?", Integer.class, other))
                .isNotEqualTo(77);
        return status;
    }

    private void see(String name, String address, String text) throws IOException {
        page.navigate(shop.url() + COCKPIT + "#" + address);
        assertThat(page.locator("body")).containsText(text);
        picture(name);
    }

    private void tab(String name, String text) throws IOException {
        Locator tab = page.locator("a:text-is('" + name + "')");
        tab.click();
        assertThat(page.locator("body")).containsText(text);
        picture("tab-" + name.replace(' ', '-'));
    }

    private void picture(String name) throws IOException {
        Browser.picture(page, "cockpit-" + name);
    }
}
