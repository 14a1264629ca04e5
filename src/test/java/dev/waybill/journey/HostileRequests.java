package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.journey.ApiDescription.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests of every operation of the API's document, and of the pages beside it, that are right but for one to three places.
 * Request number n of a seed is always the same, but for the ids of things that exist.
 */
final class HostileRequests {

    private static final String RAW = "@@raw@@";
    private static final int PAGES_PERCENT = 12;

    /** What is answered beside the API. */
    private static final List<String> PAGES = List.of(
            "GET /",
            "GET /login",
            "POST /login",
            "POST /logout",
            "POST /login/refused",
            "GET /error",
            "POST /error",
            "GET /orders",
            "GET /orders/{id}",
            "GET /stock",
            "GET /stock/{sku}",
            "GET /flow",
            "GET /shop",
            "GET /v3/api-docs",
            "GET /swagger-ui.html",
            "GET /actuator/health",
            "GET /actuator/info",
            "GET /no-such",
            "GET /api/no-such",
            "POST /api/no-such",
            "GET /assets/no-such.js");

    private static final List<String> PAGE_PARAMETERS =
            List.of("to", "name", "password", "_csrf", "q", "status", "age", "standing", "after", "asOf");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X-ODD");

    private final long seed;
    private final Map<String, List<String>> known;
    private final List<Operation> operations;
    private final SampleBody bodies;
    private final String authorization =
            "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));

    /** @param known what path variables may name, by the first segment of the path and the variable, as {@code orders.id} */
    HostileRequests(long seed, ApiDescription api, Map<String, List<String>> known) {
        this.seed = seed;
        this.known = known;
        this.operations = api.operations();
        this.bodies = SampleBody.whole(api);
    }

    /** Request number n. */
    HostileRequest next(int n) {
        return new Maker(new SplittableRandom(seed * 1_000_003 + n), n).make();
    }

    /** Makes one request. */
    private final class Maker {

        private final RandomGenerator random;
        private final int number;

        Maker(RandomGenerator random, int number) {
            this.random = random;
            this.number = number;
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        HostileRequest make() {
            boolean page = random.nextInt(100) < PAGES_PERCENT;
            Operation operation = page ? page() : any(operations);
            var request = new HostileRequest("request " + number, operation.method(), operation.path());
            request.header("Host", "127.0.0.1");
            request.header("Authorization", authorization);
            request.header("Accept", page ? "text/html,*/*" : "*/*");
            fillBody(operation, request);
            fillPath(operation, request);
            fillQuery(operation, request);
            for (int places = 1 + random.nextInt(3); places > 0; places--) {
                spoil(operation, request);
            }
            return request;
        }

        private Operation page() {
            String[] page = any(PAGES).split(" ");
            return new Operation(page[0], page[1], Shop.JSON.createObjectNode());
        }

        private void fillBody(Operation operation, HostileRequest request) {
            if (operation.method().equals("POST") && !operation.path().startsWith("/api/")) {
                request.header("Content-Type", "application/x-www-form-urlencoded");
                request.body("name=admin&password=x&to=%2Forders");
            }
            bodies.of(operation).ifPresent(body -> {
                request.header("Content-Type", "application/json");
                request.body(body.toString());
            });
        }

        private void fillPath(Operation operation, HostileRequest request) {
            String[] segments = operation.path().split("/");
            for (int at = 0; at < segments.length; at++) {
                if (segments[at].startsWith("{")) {
                    String variable = segments[at].replaceAll("[{}]|\\.bpmn", "");
                    String name = (segments[1].equals("api") ? segments[2] : segments[1]) + "." + variable;
                    String value = random.nextInt(4) == 0
                            ? hostile()
                            : encoded(
                                    operation.method().equals("DELETE") && name.equals("customers.id")
                                            ? "gone-" + number
                                            : any(known.getOrDefault(name, List.of("no-such"))));
                    segments[at] = segments[at].endsWith(".bpmn") ? value + ".bpmn" : value;
                }
            }
            request.target = String.join("/", segments).isEmpty() ? "/" : String.join("/", segments);
        }

        private void fillQuery(Operation operation, HostileRequest request) {
            for (JsonNode parameter : operation.described().path("parameters")) {
                if (parameter.path("in").asText().equals("query")
                        && (parameter.path("required").asBoolean() || random.nextInt(3) == 0)) {
                    request.query.add(parameter.path("name").asText() + "=" + hostile());
                }
            }
        }

        private void spoil(Operation operation, HostileRequest request) {
            switch (random.nextInt(operation.takesBody() ? 14 : 7)) {
                case 0 -> request.query.add(parameter(operation) + any(List.of("=", "=", "=", "", "==")) + hostile());
                case 1 -> request.query.add(hostile());
                case 2, 3 -> header(operation, request);
                case 4 -> request.header("Accept", HostileHeaders.type(random));
                case 5 -> type(request);
                case 6 -> method(request);
                case 7 -> bytes(request);
                default -> field(request);
            }
        }

        private String parameter(Operation operation) {
            List<String> names = Stream.concat(
                            operation.parameters("query").stream(),
                            operation.path().startsWith("/api/")
                                    ? Stream.of("customerID", "limit", "offset", "asOf")
                                    : PAGE_PARAMETERS.stream())
                    .toList();
            return any(names);
        }

        private void header(Operation operation, HostileRequest request) {
            List<String> names = new ArrayList<>(operation.parameters("header"));
            names.addAll(names.isEmpty() ? HostileHeaders.NAMES : operation.parameters("header"));
            names.addAll(HostileHeaders.NAMES);
            request.header(any(names), HostileHeaders.value(random));
        }

        private void type(HostileRequest request) {
            request.header("Content-Type", HostileHeaders.type(random));
            if (random.nextBoolean()) {
                request.body(any(List.of(
                        "quantity: 010", "a=b&=c&%00=d&%zz=1&\u0000=2", "--x\r\n", "name=a&name=b&to=" + hostile())));
            }
        }

        private void method(HostileRequest request) {
            if (random.nextInt(3) == 0) {
                request.method = any(METHODS);
            }
        }

        private void bytes(HostileRequest request) {
            byte[] body = request.body;
            request.body = switch (random.nextInt(6)) {
                case 0 -> java.util.Arrays.copyOf(body, random.nextInt(body.length + 1));
                case 1 ->
                    new String(body, StandardCharsets.UTF_8)
                            .getBytes(any(List.of(
                                    StandardCharsets.UTF_16,
                                    StandardCharsets.UTF_16LE,
                                    java.nio.charset.Charset.forName("UTF-32"))));
                case 2 -> ("\ufeff" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
                case 3 -> any(HostileTexts.VALUES).getBytes(StandardCharsets.UTF_8);
                case 4 ->
                    (new String(body, StandardCharsets.UTF_8) + any(HostileTexts.VALUES))
                            .getBytes(StandardCharsets.UTF_8);
                default ->
                    random.ints(random.nextInt(200))
                            .collect(
                                    java.io.ByteArrayOutputStream::new,
                                    java.io.ByteArrayOutputStream::write,
                                    (a, b) -> {})
                            .toByteArray();
            };
        }

        /** One place of the body is replaced, added, left out or given twice. */
        private void field(HostileRequest request) {
            JsonNode body = parsed(request);
            List<JsonNode> containers = containers(body);
            if (containers.isEmpty()) {
                return;
            }
            JsonNode container = any(containers);
            String name = "unknown";
            if (container instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                name = names.isEmpty() || random.nextInt(12) == 0 ? any(HostileTexts.TEXTS) : any(names);
                if (random.nextInt(10) == 0) {
                    object.remove(name);
                } else {
                    object.put(name, RAW);
                }
            } else if (container instanceof ArrayNode array) {
                array.insert(random.nextInt(array.size() + 1), RAW);
            }
            String value = value();
            if (random.nextInt(15) == 0) {
                value += ",\"" + name.replaceAll("[\\p{Cntrl}\\\\\"]", "") + "\":" + value();
            }
            request.body(body.toString().replace("\"" + RAW + "\"", value));
        }

        private String value() {
            return random.nextInt(5) < 2
                    ? any(HostileTexts.VALUES)
                    : Shop.JSON
                            .getNodeFactory()
                            .textNode(any(HostileTexts.TEXTS))
                            .toString();
        }

        private static JsonNode parsed(HostileRequest request) {
            try {
                return Shop.JSON.readTree(request.body);
            } catch (java.io.IOException spoiledBefore) {
                return Shop.JSON.missingNode();
            }
        }

        private static List<JsonNode> containers(JsonNode node) {
            List<JsonNode> containers = new ArrayList<>();
            if (node != null && node.isContainerNode()) {
                containers.add(node);
                node.forEach(child -> containers.addAll(containers(child)));
            }
            return containers;
        }

        private String hostile() {
            return random.nextInt(6) == 0 ? any(HostileHeaders.ESCAPES) : encoded(any(HostileTexts.TEXTS));
        }

        private static String encoded(String text) {
            return text.matches("[\\w-]+")
                    ? text
                    : HostileRequest.bytes(text)
                            .chars()
                            .mapToObj(octet -> String.format(Locale.ROOT, "%%%02X", octet))
                            .collect(Collectors.joining());
        }
    }
}
