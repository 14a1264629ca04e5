package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests that are wrong in a few places, of every operation of the API and of the pages: none is a failure of the server's,
 * no answer names a class, refusals are small problem documents, and the accounts balance afterwards. {@code -Dfuzz.requests} sets
 * how many, {@code -Dfuzz.seed} which; a failure names the number of its request.
 */
@Order(Integer.MAX_VALUE - 1)
@Tag(Shop.ONE_JVM)
class HostileRequestsJourneyTest {

    private static final int COUNT = Integer.getInteger("fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("fuzz.seed", 19);
    private static final long LONGEST_ANSWER_MILLIS = Long.getLong("fuzz.longest-answer", 30_000);
    private static final int CONNECTIONS = 4;
    private static final int MOST_FAILURES = 20;
    private static final int LARGEST_REFUSAL = 64 * 1024;

    private static final Pattern CLASS_NAME = Pattern.compile(
            "dev\\.waybill|\\bjavax?\\.[a-z]|jakarta\\.|org\\.(spring|apache|postgresql|hibernate|camunda)|com\\.fasterxml"
                    + "|\\b[A-Z]\\w+(Exception|Error)\\b|\\bat [a-z]\\w*(\\.\\w+)+\\(");

    private final Shop shop = Shop.openWith(FuzzJourneyTest.SETTINGS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void noRequestIsAFailureOfTheServers() throws Exception {
        System.out.printf("%,d hostile requests of the seed %d (-Dfuzz.seed=%d)%n", COUNT, SEED, SEED);
        var requests = new HostileRequests(SEED, ApiDescription.of(shop), things());
        var next = new AtomicInteger();

        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < CONNECTIONS; n++) {
                all.add(threads.submit(() -> send(requests, next)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(failures).as("of the seed %d", SEED).isEmpty();
        shop.awaitStatus(shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of()), "COMPLETED");
        Awaitility.await("contexts that agree, seed " + SEED)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(Audit.compared(shop).path("violations")).isEmpty());
    }

    private void send(HostileRequests requests, AtomicInteger next) {
        try (var connection = new RawConnection(shop.url())) {
            for (int n = next.getAndIncrement();
                    n < COUNT && failures.size() < MOST_FAILURES;
                    n = next.getAndIncrement()) {
                HostileRequest request = requests.next(n);
                long began = System.nanoTime();
                flaw(request, connection.send(request.toBytes(), request.isHead()))
                        .or(() -> slow(began))
                        .ifPresent(flaw -> failures.add(flaw + " after " + request));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> flaw(HostileRequest request, RawConnection.Answer answer) {
        String type = answer.header("content-type");
        String shown = answer.status() + " " + type + " "
                + answer.text().substring(0, Math.min(600, answer.text().length()));
        if (answer.status() >= 500) {
            return Optional.of("a failure of the server's: " + shown);
        }
        boolean refused = answer.status() >= 400;
        if ((refused || request.isOfTheApi())
                && CLASS_NAME.matcher(answer.text()).find()) {
            return Optional.of("a class name: " + shown);
        }
        if (refused && answer.body().length > LARGEST_REFUSAL) {
            return Optional.of("a large refusal: " + shown);
        }
        if (refused
                && !request.isHead()
                && !type.startsWith("application/problem+json")
                && !type.startsWith("text/html")) {
            return Optional.of("no problem document: " + shown);
        }
        return Optional.empty();
    }

    private static Optional<String> slow(long began) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        return millis > LONGEST_ANSWER_MILLIS ? Optional.of("an answer after " + millis + " ms") : Optional.empty();
    }

    /** What exists, by the variable of a path that names it. */
    private Map<String, List<String>> things() {
        String completed = shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of());
        shop.awaitStatus(completed, "COMPLETED");
        String declined = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        shop.awaitStatus(declined, "PAYMENT_DECLINED");
        shop.put("/api/discount-codes/TENOFF", Map.of("percentOff", 10));
        List<String> carts = List.of(shop.cartWith("MUG", 1), shop.cartWith("LAMP", 2), shop.cartWith("MUG", 3));
        Map<String, List<String>> things = new HashMap<>();
        things.put("orders.id", List.of(completed, declined));
        things.put("desk.id", List.of(completed, declined));
        things.put("bills.orderId", List.of(completed, declined));
        things.put("carts.id", carts);
        for (String segment : List.of("products", "stock", "desk", "carts")) {
            things.put(segment + ".sku", List.of("MUG", "LAMP", "ODD-1", "ODD-2"));
        }
        things.put("discount-codes.code", List.of("TENOFF", "ODD-1"));
        things.put("customers.id", List.of("ada", "bob"));
        things.put("processes.file", List.of("order-fulfillment"));
        things.put("projections.context", List.of("desk"));
        things.put(
                "projections.name",
                List.of(shop.get("/api/projections")
                        .json()
                        .findValuesAsText("name")
                        .getFirst()));
        things.put("parked-messages.id", List.of("order-1", "desk-1"));
        return things;
    }
}
