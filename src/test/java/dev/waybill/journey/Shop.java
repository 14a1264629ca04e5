package dev.waybill.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.Waybill;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardContext;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole product as its users meet it, over HTTP: on the embedded default, or on the servers that
 * {@code WAYBILL_TEST_DATABASE_URL} and {@code WAYBILL_TEST_RABBITMQ_ADDRESSES} name; there also {@link Apart} from one
 * another, but for journeys tagged {@link #ONE_JVM}. One instance serves all journeys.
 */
final class Shop {

    /** The tag of journeys that look into the product's own JVM, or start and stop shops of their own. */
    static final String ONE_JVM = "one-jvm";

    private static final int AT_ONCE = 16;
    static final ObjectMapper JSON = new ObjectMapper();

    /** How long the server may hold a stream whose client has left. */
    private static final String BEAT = "--waybill.live.beat=1s";

    private static final String STREAMS = "--waybill.live.streams-per-user=1500";
    /** One customer places the orders of all journeys. */
    private static final String ATTEMPTS = "--waybill.order.payment-attempts=10000";

    private static final String CARRIER = "--waybill.shipping.sandbox-delay=";
    private static final List<String> USERS = List.of(
            "--waybill.security.users.admin.password={noop}admin",
            "--waybill.security.users.admin.roles=customer,agent,warehouse,operator");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Shop shared;
    private static List<String> sharedSettings = List.of();

    private final ConfigurableApplicationContext context;
    private final Runnable end;
    private final String url;

    private Shop(ConfigurableApplicationContext context) {
        this.context = context;
        this.end = context::close;
        this.url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    private Shop(Apart apart, ConfigurableApplicationContext servers) {
        this.context = servers;
        this.end = () -> {
            apart.close();
            servers.close();
        };
        this.url = "http://127.0.0.1:" + apart.port();
    }

    /** A shop in another process. */
    Shop(int port) {
        this.context = null;
        this.end = () -> {};
        this.url = "http://127.0.0.1:" + port;
    }

    /** The shop with patience for everything. */
    static Shop open() {
        return open(List.of());
    }

    /** A shop whose time-outs are all a few seconds. */
    static Shop openImpatient() {
        return open(List.of(
                "--waybill.order.payment-patience=2s",
                "--waybill.order.back-order-reminder=1s",
                "--waybill.order.back-order-patience=4s",
                "--waybill.billing.authorization-lifetime=1s"));
    }

    /** A shop that mails by the server on that port. */
    static Shop openWithMail(int port) {
        return open(List.of("--spring.mail.host=127.0.0.1", "--spring.mail.port=" + port));
    }

    /** A shop whose parcels are fetched and brought only by {@link #carrierComes}. */
    static Shop openWithWaitingCarrier() {
        return open(List.of(CARRIER + "1d"));
    }

    /** A shop on servers of which the settings name at least one. */
    static Shop openWith(List<String> settings) {
        List<String> all = new ArrayList<>(USERS);
        all.addAll(settings);
        return open(all);
    }

    /** A shop whose payment provider and carrier have the faults that {@link Faults} plans, with short time-outs. */
    static Shop openWithFaultyPartners() {
        return open(List.of(
                "--spring.main.sources=" + FaultyPartners.class.getName(),
                "--waybill.calls.time-limit=500ms",
                "--waybill.calls.longest-pause=1s",
                CARRIER + "1d"));
    }

    /** A shop whose carrier waits, and whose desk counts a message as lost after two seconds. */
    static Shop openWatchful() {
        return open(List.of(
                CARRIER + "1d",
                "--waybill.desk.reconciliation-patience=2s",
                "--waybill.desk.reconciliation-interval=1d"));
    }

    /** One shop at a time, as shops on the same servers would receive each other's messages. */
    private static synchronized Shop open(List<String> settings) {
        if (shared != null && !settings.equals(sharedSettings)) {
            shared.close();
            shared = null;
        }
        if (shared == null) {
            shared = start(dataDirectory(), settings.toArray(String[]::new));
            sharedSettings = settings;
            shared.sell("LAMP", "100.00", 100_000);
            shared.sell("MUG", "12.90", 100_000);
            shared.warmUp();
        }
        return shared;
    }

    /**
     * Ten JVMs that have just started on two processors take longer for a first hundred orders at once than a transaction
     * may be idle, and answer 503; so they get their first orders one after the other, the copies of order in turn.
     */
    private void warmUp() {
        for (int order = 0; order < (Apart.isWanted() ? 4 : 0); order++) {
            String id = place(Map.of("MUG", 1), "pm_card_visa", Map.of());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> List.of("PAID", "SHIPPED", "COMPLETED")
                            .contains(orderOf(id).path("status").asText()));
        }
    }

    /** Closes the shop that journeys share, for one that needs the servers to itself. */
    static synchronized void closeShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    /** A bean of the shop that journeys share, if it is open. */
    static synchronized <T> Optional<T> sharedBean(Class<T> type) {
        return Optional.ofNullable(shared).map(shop -> shop.bean(type));
    }

    static Path dataDirectory() {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "journeys")), "data");
            UnpackedPostgres.linkInto(data);
            return data;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Shop start(Path data, String... settings) {
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--waybill.data-dir=" + data, STREAMS, ATTEMPTS));
        all.add(BEAT);
        all.addAll(servers());
        all.addAll(List.of(settings));
        if (all.stream().noneMatch(setting -> setting.startsWith(CARRIER))) {
            all.add(CARRIER + "0s");
        }
        if (Apart.isWanted()) {
            List<String> each = List.of(lastOfEach(all));
            return new Shop(Apart.start(each), Apart.servers(servers()));
        }
        return new Shop(new SpringApplicationBuilder(Waybill.class, WatchedDataSource.class, CountedDataSource.class)
                .run(lastOfEach(all)));
    }

    /** Spring would join the values of a setting that is given twice. */
    private static String[] lastOfEach(List<String> settings) {
        Map<String, String> last = new LinkedHashMap<>();
        settings.forEach(setting -> last.put(setting.substring(0, setting.indexOf('=')), setting));
        return last.values().toArray(String[]::new);
    }

    private static List<String> servers() {
        String database = System.getenv("WAYBILL_TEST_DATABASE_URL");
        String broker = System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES");
        if (database == null || broker == null) {
            return List.of();
        }
        return List.of(
                "--spring.datasource.url=" + database,
                "--spring.rabbitmq.addresses=" + broker,
                "--server.address=127.0.0.1",
                WaybillProcess.MASTER_KEY,
                USERS.get(0),
                USERS.get(1));
    }

    /** The path at which a context answers for itself alone, where each runs apart. */
    static String own(String context, String path) {
        return Apart.isWanted() ? "/" + context + path : path;
    }

    static boolean isEmbedded() {
        return servers().isEmpty();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A bean of which there are several. */
    <T> T beanNamed(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    <T> Collection<T> beansOf(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** How many requests the web server has not ended though their threads have left them. */
    long openStreams() {
        var server = (TomcatWebServer) ((WebServerApplicationContext) context).getWebServer();
        return Stream.of(server.getTomcat().getHost().findChildren())
                .mapToLong(app -> ((StandardContext) app).getInProgressAsyncCount())
                .sum();
    }

    void close() {
        end.run();
    }

    /** Prices a product, receives stock of it, and waits until orders can name it. */
    void sell(String sku, String price, int quantity) {
        put("/api/products/" + sku, Map.of("name", sku, "price", money(price)));
        if (quantity > 0) {
            receive(sku, quantity);
        }
        awaitKnown(sku);
    }

    /** Waits until orders can name the SKU: only its unknown discount code is then wrong with an order. */
    void awaitKnown(String sku) {
        Object order = order(Map.of(sku, 1), "pm_card_visa", Map.of("discountCode", "NO-SUCH"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> post("/api/orders", order).body().contains("unknown-discount-code"));
    }

    void receive(String sku, int quantity) {
        Answer answer = post(
                "/api/stock/" + sku + "/receipts",
                Map.of("quantity", quantity, "reference", UUID.randomUUID().toString()));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
    }

    /** The results of that many calls, in their order; several of them always run at once. */
    static <T> List<T> atOnce(int times, IntFunction<T> call) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<CompletableFuture<T>> calls = IntStream.range(0, times)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> call.apply(n), threads))
                    .toList();
            return calls.stream().map(CompletableFuture::join).toList();
        }
    }

    static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    static Map<String, Object> order(Map<String, Integer> items, String method, Map<String, Object> more) {
        var order = new java.util.HashMap<String, Object>(
                Map.of("customerId", "ada", "items", items(items), "shipTo", address("DE"), "paymentMethod", method));
        order.putAll(more);
        return order;
    }

    /** Where orders of the tests go, in that country. */
    static Map<String, Object> address(String country) {
        return Map.of(
                "name", "Ada Lovelace",
                "street", "Main Street 1",
                "city", "Berlin",
                "postalCode", "10115",
                "country", country);
    }

    /** Places an order that has to be accepted; its id. */
    String place(Map<String, Integer> items, String method, Map<String, Object> more) {
        Answer answer = post("/api/orders", order(items, method, more));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.json().path("orderId").asText();
    }

    JsonNode orderOf(String id) {
        return get("/api/orders/" + id).json();
    }

    JsonNode awaitStatus(String id, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> orderOf(id).path("status").asText().equals(status));
        return orderOf(id);
    }

    /** Offers a SKU of which so many pieces are there, under a name of its own. */
    String sellNew(String name, String price, int quantity) {
        String sku = name + "-" + UUID.randomUUID();
        sell(sku, price, quantity);
        return sku;
    }

    JsonNode stockOf(String sku) {
        return get("/api/stock/" + sku).json();
    }

    JsonNode billOf(String id) {
        return get("/api/bills/" + id).json();
    }

    /** The provider's payments of an order, from its own records. */
    JsonNode providerPayments(String id) {
        return get("/api/sandbox/payments?orderId=" + id).json();
    }

    /** The sandbox carrier takes the next step with the order's parcel now, if it has one. */
    void carrierComes(String id) {
        bean(JdbcTemplate.class)
                .update("update shipping.sandbox_parcel set due_at = now() where order_id = ? and due_at > now()", id);
    }

    /** The sandbox carrier brings the parcels of these orders, until all of them are completed. */
    void deliver(List<String> ids) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    ids.forEach(this::carrierComes);
                    return ids.stream()
                            .allMatch(id -> orderOf(id).path("status").asText().equals("COMPLETED"));
                });
    }

    Answer cancel(String id) {
        return post("/api/orders/" + id + "/cancellation", Map.of("reason", "changed my mind"));
    }

    Answer changeLines(String id, Map<String, Integer> items) {
        return put("/api/orders/" + id + "/lines", Map.of("items", items(items)));
    }

    /** Opens a cart with pieces of a SKU; its id. */
    String cartWith(String sku, int quantity) {
        String cart = post("/api/carts", "").json().path("cartId").asText();
        Answer added = post("/api/carts/" + cart + "/items", Map.of("sku", sku, "quantity", quantity));
        if (added.status() != 200) {
            throw new IllegalStateException(added.toString());
        }
        return cart;
    }

    Answer checkOut(String cart, String... headers) {
        var order = order(Map.of(), "pm_card_visa", Map.of());
        order.remove("items");
        return post("/api/carts/" + cart + "/checkout", order, headers);
    }

    /** Waits until the cart shows this status of its order. */
    JsonNode awaitOrderStatus(String cart, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> get("/api/carts/" + cart)
                        .json()
                        .at("/order/status")
                        .asText()
                        .equals(status));
        return get("/api/carts/" + cart).json();
    }

    static List<Map<String, Object>> items(Map<String, Integer> items) {
        return items.entrySet().stream()
                .map(item -> Map.<String, Object>of("sku", item.getKey(), "quantity", item.getValue()))
                .toList();
    }

    /** The first event of that type in an order's stream. */
    JsonNode eventOf(String id, String type) {
        for (JsonNode event : get("/api/orders/" + id + "/events").json()) {
            if (event.path("type").asText().equals(type)) {
                return event;
            }
        }
        throw new AssertionError("order " + id + " has no " + type + " but " + eventTypes(id));
    }

    List<String> eventTypes(String id) {
        return get("/api/orders/" + id + "/events").json().findValuesAsText("type");
    }

    JsonNode awaitRevision(String id, int revision, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    JsonNode order = orderOf(id);
                    return order.path("revision").asInt() == revision
                            && order.path("status").asText().equals(status);
                });
        return orderOf(id);
    }

    /** Waits until orders that name the SKU get this price. */
    void awaitPrice(String sku, String price) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            String id = place(Map.of(sku, 1), "pm_card_chargeDeclined", Map.of());
            cancel(id);
            return orderOf(id).at("/lines/0/unitPrice/amount").asText().equals(price);
        });
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(text(body))));
    }

    /** Posts, and fails when there is no answer by then. */
    Answer postWithin(Duration limit, String path, Object body) {
        return send(request(path).timeout(limit).POST(HttpRequest.BodyPublishers.ofString(text(body))));
    }

    Answer put(String path, Object body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(text(body))));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8)));
    }

    String url() {
        return url;
    }

    HttpRequest.Builder requestAs(String login, String path) {
        String credentials = Base64.getEncoder().encodeToString((login + ":secret").getBytes(StandardCharsets.UTF_8));
        return request(path).setHeader("Authorization", "Basic " + credentials);
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    response.headers().firstValue("Retry-After").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(int status, String contentType, String location, String retryAfter, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(body, e);
            }
        }
    }
}
