package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to every hostile body is small and never a failure of the server; each field of each endpoint is tried. */
@Tag(Shop.ONE_JVM)
class HostileBodiesJourneyTest {

    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final int MOST_ERRORS = 20;

    private static final Shop shop = Shop.open();

    /** An endpoint that takes a body, with the names of its fields. */
    private record Endpoint(String method, String path, List<String> fields) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Endpoint> endpoints() {
        JsonNode api = shop.get("/v3/api-docs").json();
        List<Endpoint> endpoints = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    JsonNode schema = call.getValue().at("/requestBody/content/application~1json/schema");
                    if (!schema.isMissingNode()) {
                        endpoints.add(new Endpoint(
                                call.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replaceAll("\\{\\w+}", "x"),
                                fields(api, schema)));
                    }
                }));
        assertThat(endpoints).hasSizeGreaterThan(10);
        return endpoints;
    }

    private static List<String> fields(JsonNode api, JsonNode schema) {
        JsonNode resolved =
                schema.has("$ref") ? api.at(schema.path("$ref").asText().substring(1)) : schema;
        return resolved.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a field may hold; none is longer than a body may be. */
    private static Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        values.put("87,000 empty objects", many("{}", 87_000));
        values.put("120,000 numbers", many("1", 120_000));
        values.put("3,000 empty objects", many("{}", 3_000));
        values.put("101 nulls", many("null", 101));
        values.put("101 empty objects", many("{}", 101));
        values.put("1,000 lists in each other", "[".repeat(1_000) + "]".repeat(1_000));
        values.put("1,000 objects in each other", "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));
        values.put("an object of 15,000 fields", object(15_000));
        values.put("an object of 21 fields", object(21));
        values.put("a long text", "\"" + "a".repeat(200_000) + "\"");
        values.put("a text of 201 characters", "\"" + "a".repeat(201) + "\"");
        values.put("a long number", "9".repeat(200_000));
        values.put("a long fraction", "0." + "1".repeat(200_000));
        values.put("a huge number", "1e999999999");
        values.put("a tiny number", "1e-999999999");
        values.put("a long name", "{\"" + "n".repeat(200_000) + "\": 1}");
        values.put("a name of 900 characters", "{\"" + "n".repeat(900) + "\": 1}");
        values.put("half a character", "\"\\ud800\"");
        return values;
    }

    private static String many(String value, int times) {
        return IntStream.range(0, times).mapToObj(n -> value).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(int fields) {
        return IntStream.range(0, fields)
                .mapToObj(n -> "\"field-" + n + "\":{}")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A text that is larger than JSON may be is refused unread, in every field. */
    private static final int LARGE = 100_000;

    private static List<String> bodies(Endpoint endpoint) {
        Set<String> bodies = new LinkedHashSet<>(values().values());
        List<String> large = endpoint.fields().subList(0, 1);
        List<String> all =
                Stream.concat(Stream.of("unknown"), endpoint.fields().stream()).toList();
        values().values()
                .forEach(value -> (value.length() < LARGE ? all : large)
                        .forEach(field -> bodies.add("{\"" + field + "\":" + value + "}")));
        return List.copyOf(bodies);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anAnswerIsSmallAndNamesWhatIsWrong(Endpoint endpoint) {
        List<String> bodies = bodies(endpoint);
        List<Shop.Answer> answers = Shop.atOnce(
                bodies.size(),
                n -> Shop.send(shop.request(endpoint.path())
                        .method(endpoint.method(), BodyPublishers.ofString(bodies.get(n)))));

        for (int n = 0; n < bodies.size(); n++) {
            Shop.Answer answer = answers.get(n);
            String body = bodies.get(n);
            String what = endpoint + " " + body.substring(0, Math.min(80, body.length())) + "… -> " + answer.status()
                    + " "
                    + answer.body().substring(0, Math.min(400, answer.body().length()));
            assertThat(answer.status()).as(what).isIn(400, 413, 422);
            assertThat(answer.contentType()).as(what).startsWith("application/problem+json");
            assertThat(answer.body().length()).as(what).isLessThan(LARGEST_ANSWER);
            assertThat(answer.json().path("errors").size()).as(what).isLessThanOrEqualTo(MOST_ERRORS);
        }
    }

    /** A list that is too long is wrong as such; what it holds is not looked at. */
    @ParameterizedTest
    @MethodSource("endpoints")
    void sizeComesBeforeContent(Endpoint endpoint) {
        for (String field : endpoint.fields()) {
            var answer = Shop.send(shop.request(endpoint.path())
                    .method(endpoint.method(), BodyPublishers.ofString("{\"" + field + "\":" + many("{}", 101) + "}")));

            assertThat(answer.json().at("/errors").findValuesAsText("field"))
                    .as(answer.body())
                    .filteredOn(name -> name.startsWith(field))
                    .allSatisfy(name -> assertThat(name).doesNotContain("["));
        }
    }

    @Test
    void theErrorsThatAreLeftOutAreCounted() {
        String lines = many("{}", 60);

        var answer = shop.post("/api/orders", "{\"items\":" + lines + "}");

        assertThat(answer.json().path("errors")).hasSize(MOST_ERRORS);
        assertThat(answer.json().path("moreErrors").asInt()).isEqualTo(60 * 2 + 3 - MOST_ERRORS);
        assertThat(answer.json().path("detail").asText()).endsWith("and 103 more");
    }

    /**
     * The limit of a body depends neither on its path, nor on an announced length, nor on its sender; where nothing reads
     * the body, it has none.
     */
    @ParameterizedTest
    @CsvSource({
        "/api/orders, application/json, 413",
        "/%61pi/orders, application/json, 413",
        "/api/%6frders, application/json, 413",
        "/api/orders, application/x-www-form-urlencoded, 415",
        "/login, application/x-www-form-urlencoded, 413",
        "/, application/json, 405"
    })
    void aBodyHasALimitOnEveryPath(String path, String type, int status) throws Exception {
        String large = type.endsWith("json") ? " ".repeat(300_000) + "{}" : "name=" + "a".repeat(300_000);
        for (var body :
                List.of(BodyPublishers.ofString(large), BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))) {
            var answer =
                    Shop.send(shop.request(path).setHeader("Content-Type", type).POST(body));

            assertThat(answer.status()).as(path + answer.body()).isEqualTo(status);
            assertThat(answer.body().length()).isLessThan(LARGEST_ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "x"})
    void longQueriesAndManyParametersAreProblems(String name) {
        String many = IntStream.range(0, 1_500).mapToObj(n -> name + "=1").collect(Collectors.joining("&"));
        for (String query : List.of(many, name + "=" + "1".repeat(7_000), name + "=" + "1".repeat(100_000))) {
            var answer = shop.get("/api/orders?" + query);

            assertThat(answer.status()).as(answer.body()).isIn(200, 400, 414, 431);
            if (answer.status() != 200) {
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.body().length()).isLessThan(LARGEST_ANSWER);
            }
        }
    }

    @Test
    void longAndManyHeadersAreProblems() {
        var longHeader = shop.request("/api/orders").header("X-Long", "a".repeat(100_000));
        HttpRequest.Builder many = shop.request("/api/orders");
        IntStream.range(0, 200).forEach(n -> many.header("X-" + n, "a"));
        HttpRequest.Builder key = HttpRequest.newBuilder(URI.create(shop.url() + "/api/orders"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic YWRtaW46YWRtaW4=")
                .header("Idempotency-Key", "k".repeat(7_000))
                .POST(BodyPublishers.ofString("{\"items\":" + many("{}", 60) + "}"));
        for (HttpRequest.Builder request : List.of(longHeader, many, key)) {
            var answer = Shop.send(request);

            assertThat(answer.status()).as(answer.body()).isIn(400, 431);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.body().length()).isLessThan(LARGEST_ANSWER);
            assertThat(answer.json().path("errors").size()).isLessThanOrEqualTo(MOST_ERRORS);
        }
    }
}
