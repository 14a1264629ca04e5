package dev.waybill.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Offers orders over HTTP from a few clients, each of which waits for its answer. */
final class Load {

    static final int CLIENTS = 8;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String[] urls;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param urls of copies of the same, which are asked in turn */
    Load(String... urls) {
        this.urls = urls.clone();
    }

    /** Places that many orders as fast as they are answered; throws when one is refused. */
    void offer(int orders) throws InterruptedException {
        var next = new AtomicInteger();
        var refused = new AtomicInteger();
        var done = new CountDownLatch(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            Thread.ofPlatform().name("client-" + client).start(() -> {
                try {
                    while (next.getAndIncrement() < orders) {
                        if (send("POST", "/api/orders", ORDER) != 201) {
                            refused.incrementAndGet();
                        }
                    }
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        if (refused.get() > 0) {
            throw new IllegalStateException(refused + " of " + orders + " orders were refused");
        }
    }

    /** Places one order and looks at it until it is complete; the milliseconds in between. */
    long placeAndAwaitCompletion() {
        long begin = System.nanoTime();
        awaitStatus(place("pm_card_visa"), "COMPLETED");
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** Places one order that is paid that way; its id. */
    String place(String paymentMethod) {
        String placed = exchange("POST", "/api/orders", ORDER.replace("pm_card_visa", paymentMethod))
                .body();
        return placed.replaceAll("(?s).*\"orderId\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    /** Places one order of something that is not in stock. */
    void placeBackOrder() {
        require("POST", "/api/orders", ORDER.replace("BENCH-2", "BENCH-NONE"));
    }

    /** Looks at an order until it has a status. */
    void awaitStatus(String id, String status) {
        while (!get("/api/orders/" + id).contains('"' + status + '"')) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** Whether orders can name the SKUs: only an unknown discount code is then wrong with an order. */
    boolean isSold() {
        String order = ORDER.replace("\"paymentMethod\"", "\"discountCode\": \"NO-SUCH\", \"paymentMethod\"");
        return exchange("POST", "/api/orders", order).body().contains("unknown-discount-code");
    }

    boolean isHealthy() {
        try {
            return http.send(request("GET", "/actuator/health", ""), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String get(String path) {
        return exchange("GET", path, "").body();
    }

    /** Sends a JSON request as the administrator; the status. */
    int send(String method, String path, String body) {
        return exchange(method, path, body).statusCode();
    }

    /** Sends a JSON request as the administrator; throws when it is refused. */
    void require(String method, String path, String body) {
        HttpResponse<String> answer = exchange(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(urls[(turn.getAndIncrement() & 0xffff) % urls.length] + path))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> exchange(String method, String path, String body) {
        try {
            return http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final String ORDER = """
            {"customerId": "ada", "items": [{"sku": "BENCH-1", "quantity": 1}, {"sku": "BENCH-2", "quantity": 2}],
             "shipTo": {"name": "Ada Lovelace", "street": "Main Street 1", "city": "Berlin", "postalCode": "10115",
             "country": "DE"}, "paymentMethod": "pm_card_visa"}""";
}
