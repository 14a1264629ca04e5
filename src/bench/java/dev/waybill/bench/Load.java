package dev.waybill.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Offers orders over HTTP from a few clients, each of which waits for its answer. */
final class Load {

    private static final int CLIENTS = 8;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    Load(String url) {
        this.url = url;
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

    /** Sends a JSON request as the administrator; the status. */
    int send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
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
