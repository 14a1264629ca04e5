package dev.waybill.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A customer's program: it repeats a request with the same key if there is no answer, or one that asks to retry. */
final class Client {

    /** The last answer; 0 when there was none in time. */
    record Answer(int status, String body) {

        boolean accepted() {
            return status / 100 == 2;
        }

        String text(String field) {
            try {
                return JSON.readTree(body).path(field).asText();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(body, e);
            }
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GIVES_UP = Duration.ofSeconds(90);
    private static final String ADMIN =
            "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Function<String, List<Integer>> ports;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger mostTries = new AtomicInteger();
    private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();

    /** @param ports where each context's copies listen; they are asked in turn */
    Client(Function<String, List<Integer>> ports) {
        this.ports = ports;
    }

    Answer get(String context, String path) throws InterruptedException {
        return ask(context, "GET", path, "");
    }

    /** Repeats the request until its answer is not one that asks to retry. */
    Answer ask(String context, String method, String path, Object body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        long until = System.nanoTime() + GIVES_UP.toNanos();
        int first = turn.getAndIncrement() & 0xffff;
        int tries = 0;
        Answer answer;
        do {
            List<Integer> copies = ports.apply(context);
            int port = copies.get((first + tries++) % copies.size());
            answer = once(port, method, path, body, key);
            answers.computeIfAbsent(answer.status(), status -> new AtomicLong()).incrementAndGet();
            if (answer.status() > 0 && answer.status() < 500) {
                mostTries.accumulateAndGet(tries, Math::max);
                return answer;
            }
            Log.debug("try %d of %s %s at %s on %d: %s".formatted(tries, method, path, context, port, answer));
            Thread.sleep(400);
        } while (System.nanoTime() < until);
        mostTries.accumulateAndGet(tries, Math::max);
        return answer;
    }

    /** Forgets how often requests had to be made. */
    void countTries() {
        mostTries.set(0);
    }

    /** How often a request had to be made at most until it was answered. */
    int mostTries() {
        return mostTries.get();
    }

    private Answer once(int port, String method, String path, Object body, String key) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(6))
                .header("Content-Type", "application/json")
                .header("Authorization", ADMIN)
                .header("Idempotency-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(text(body)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        }
    }

    /** How often the product answered that it had failed; it never may. */
    long failures() {
        return answers.entrySet().stream()
                .filter(answer -> answer.getKey() >= 500 && answer.getKey() != 503)
                .mapToLong(answer -> answer.getValue().get())
                .sum();
    }

    /** How often each status was answered; 0 is none at all. */
    Map<Integer, Long> answers() {
        Map<Integer, Long> all = new TreeMap<>();
        answers.forEach((status, count) -> all.put(status, count.get()));
        return all;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
