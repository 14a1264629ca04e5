package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine does with a timer's job that is run twice, or fails. */
@Tag(Shop.ONE_JVM)
class EngineJobsJourneyTest {

    private final Shop shop = Shop.open();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);

    /** A job that outlives the engine's lock on it is run again beside itself. */
    @Test
    void aJobThatRunsTwiceAtTheSameTimeRemindsTheCustomerOnce() throws Exception {
        String sku = shop.sellNew("TWICE", "10.00", 0);
        String customer = "reminded-" + sku;
        String id = backOrder(sku, customer);
        String job = reminder(id);

        List<String> outcomes = runTwiceWhileTheOrderIsLocked(id, job);

        assertThat(outcomes).containsExactlyInAnyOrder("done", "lost");
        shop.receive(sku, 1);
        shop.awaitStatus(id, "COMPLETED");
        awaitNotice(customer, "SHIPPED");
        assertThat(noticesTo(customer)).containsExactly("SHIPPED", "BACK_ORDER_REMINDER", "BACK_ORDERED");
    }

    /** The engine's own way is to try three times at once and to leave the rest to a human. */
    @Test
    void aJobThatFailsForSomeSecondsGoesOnByItself() {
        String sku = shop.sellNew("FAILING", "10.00", 0);
        String customer = "reminded-" + sku;
        String id = backOrder(sku, customer);
        try (var failing = new FailingReminders(jdbc, 3)) {
            jdbc.update("update orders.act_ru_job set duedate_ = localtimestamp where id_ = ?", reminder(id));

            awaitNotice(customer, "BACK_ORDER_REMINDER");
            assertThat(failing.tried()).isEqualTo(4);
        }
        assertThat(noticesTo(customer)).containsExactly("BACK_ORDER_REMINDER", "BACK_ORDERED");
    }

    private String backOrder(String sku, String customer) {
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of("customerId", customer));
        shop.awaitStatus(id, "BACK_ORDERED");
        return id;
    }

    private String reminder(String id) {
        return jdbc.queryForObject(
                "select j.id_ from orders.act_ru_job j join orders.act_ru_execution e"
                        + " on e.id_ = j.process_instance_id_"
                        + " where e.business_key_ = ? and j.handler_cfg_ like '%Reminder%'",
                String.class, id);
    }

    private void awaitNotice(String customer, String purpose) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> noticesTo(customer).contains(purpose));
    }

    private List<String> noticesTo(String customer) {
        return shop.get("/api/customers/" + customer + "/mailbox").json().findValuesAsText("purpose");
    }

    /** Both have read the job before either can write. */
    private List<String> runTwiceWhileTheOrderIsLocked(String id, String job) throws Exception {
        var transaction = new TransactionTemplate(shop.bean(PlatformTransactionManager.class));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<String>> runs = transaction.execute(status -> {
                jdbc.queryForObject(
                        "select id from orders.stream where id = ? for update", String.class, "order/" + id);
                List<Future<String>> begun = List.of(threads.submit(run(job)), threads.submit(run(job)));
                Awaitility.await().until(() -> waitingForLocks() == 2);
                return begun;
            });
            return List.of(runs.get(0).get(), runs.get(1).get());
        }
    }

    private int waitingForLocks() {
        Integer count = jdbc.queryForObject(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database() and query like '%.stream%'",
                Integer.class);
        return count == null ? 0 : count;
    }

    private Callable<String> run(String job) {
        return () -> {
            try {
                shop.bean(ManagementService.class).executeJob(job);
                return "done";
            } catch (OptimisticLockingException e) {
                return "lost";
            }
        };
    }
}
