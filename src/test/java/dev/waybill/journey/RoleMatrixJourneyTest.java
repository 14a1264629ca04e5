package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.journey.RoleShop.Role;
import dev.waybill.journey.RoleShop.User;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may do what: every path of the API's document and every page, with every method, by every role and pair of roles. One
 * table holds what is expected, and what is not in it fails.
 */
@Tag(Shop.ONE_JVM)
@Order(4)
class RoleMatrixJourneyTest {

    /** Path, then each method with the roles that may use it, by their first letters; ALL for every role, OPEN without a login. */
    private static final Map<String, Map<String, String>> TABLE = table("""
            /api/orders                                 GET CAO   POST CA
            /api/orders/{id}                            GET CAO
            /api/orders/{id}/events                     GET CAO
            /api/orders/{id}/process                    GET CAO
            /api/orders/{id}/stream                     GET CAO
            /api/orders/{id}/cancellation               POST CA
            /api/orders/{id}/lines                      PUT CA
            /api/orders/{id}/ship-to                    PUT CA
            /api/orders/{id}/payment-method             PUT CA
            /api/processes/{key}.bpmn                   GET CAWO
            /api/processes/{key}/{version}/map          GET CAWO
            /api/processes/{key}/rebase                 GET O     POST O
            /api/carts                                  POST CA
            /api/carts/{id}                             GET CAO
            /api/carts/{id}/events                      GET CAO
            /api/carts/{id}/items                       POST CA
            /api/carts/{id}/items/{sku}                 DELETE CA
            /api/carts/{id}/discount-code               PUT CA    DELETE CA
            /api/carts/{id}/country                     PUT CA
            /api/carts/{id}/checkout                    POST CA
            /api/products                               GET CAWO
            /api/products/{sku}                         PUT A
            /api/discount-codes/{code}                  GET AO    PUT A
            /api/tariff                                 GET CAWO  PUT A
            /api/customers/{id}                         DELETE CA
            /api/customers/{id}/contact                 GET CAO   PUT CA
            /api/customers/{id}/mailbox                 GET CAO
            /api/mailbox                                GET CAO
            /api/contact                                GET CAO   PUT CA
            /api/erasures                               POST CA
            /api/bills/{orderId}                        GET AO
            /api/shipments                              GET AO
            /api/sandbox/payments                       GET AO
            /api/sandbox/parcels                        GET AO
            /api/stock/{sku}                            GET AWO
            /api/stock/{sku}/receipts                   POST W
            /api/desk/orders                            GET AO
            /api/desk/orders/{id}                       GET AO
            /api/desk/standing                          GET AO
            /api/desk/statuses                          GET AO
            /api/desk/stream                            GET AO
            /api/desk/stock                             GET AWO
            /api/desk/stock/{sku}                       GET AWO
            /api/reconciliation                         GET O
            /api/reconciliation/repairs                 GET O
            /api/reconciliation/violations/{id}/repair  GET O     POST O
            /api/projections                            GET O
            /api/projections/{context}/{name}/rebuild   POST O
            /api/outboxes                               GET O
            /api/parked-messages                        GET O
            /api/parked-messages/{id}                   GET O
            /api/parked-messages/discarded              GET O
            /api/parked-messages/early                  GET O
            /api/parked-messages/{id}/redrive           POST O
            /api/parked-messages/{id}/discard           POST O
            /                                           GET ALL
            /orders                                     GET AO
            /orders/{id}                                GET AO
            /stock                                      GET AWO
            /stock/{sku}                                GET AWO
            /flow                                       GET O
            /shop                                       GET CA
            /asyncapi.json                              GET ALL
            /v3/api-docs                                GET ALL
            /v3/api-docs.yaml                           GET ALL
            /v3/api-docs/swagger-config                 GET ALL
            /swagger-ui.html                            GET ALL
            /swagger-ui/index.html                      GET ALL
            /actuator/health                            GET OPEN
            /actuator/health/liveness                   GET OPEN
            /actuator                                   GET O
            /actuator/prometheus                        GET O
            /actuator/info                              GET O
            """);

    /** Mappings whose answers are no matter of roles: the login's own, and where the server shows its errors. */
    private static final Set<String> OTHERS =
            Set.of("/login", "/login/refused", "/logout", "/error", "/${server.error.path:${error.path:/error}}");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "JUMP");

    private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 405, 501);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Shop shop;

    private record Answer(int status, String type, String body) {}

    @BeforeAll
    static void open() {
        shop = RoleShop.open();
    }

    private static Map<String, Map<String, String>> table(String text) {
        return text.lines()
                .map(line -> line.strip().split("\\s+"))
                .collect(Collectors.toMap(
                        words -> words[0],
                        words -> Stream.iterate(1, n -> n < words.length, n -> n + 2)
                                .collect(Collectors.toMap(n -> words[n], n -> words[n + 1]))));
    }

    @Test
    void theTableHasAllThatTheDocumentAndThePagesHave() {
        Set<String> served = new TreeSet<>();
        ApiDescription.of(shop).operations().forEach(operation -> served.add(operation.toString()));
        shop.beanNamed("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> !OTHERS.contains(path))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> served.add(method + " " + path))));

        Set<String> known = new TreeSet<>();
        TABLE.forEach((path, methods) -> methods.keySet().forEach(method -> known.add(method + " " + path)));
        assertThat(known).containsAll(served);
        known.removeAll(served);
        assertThat(known)
                .as("what no controller of ours serves")
                .allMatch(call -> call.matches(
                        "GET (/actuator.*|/swagger-ui/index.html|/asyncapi.json|/v3/.*|/swagger-ui.html)"));
    }

    @Test
    void onlyUsersWithARoleMayDoWhatTheRoleMay() {
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        List<String> paths = TABLE.keySet().stream().sorted().toList();
        Shop.atOnce(paths.size(), n -> {
            for (String method : METHODS) {
                wrong.addAll(checkAnonymous(method, paths.get(n)));
                for (User user : RoleShop.users()) {
                    wrong.addAll(check(method, paths.get(n), user));
                }
            }
            return null;
        });
        assertThat(wrong).isEmpty();
    }

    /** The paths that a role may read. */
    static List<String> readBy(Role role) {
        var user = new User(Set.of(role));
        return TABLE.keySet().stream()
                .filter(path -> declared("GET", path) && may("GET", path, user))
                .toList();
    }

    private static List<String> checkAnonymous(String method, String path) {
        int status = call(method, path, null).status();
        boolean open = "OPEN".equals(allowed(method, path));
        return open == (status == 200) && (open || REFUSED.contains(status))
                ? List.of()
                : List.of(method + " " + path + " without a login is " + status);
    }

    private static List<String> check(String method, String path, User user) {
        Answer answer = call(method, path, user);
        String call = method + " " + path + " by " + user + " is " + answer.status() + " " + answer.body();
        if (method.equals("HEAD")) {
            Answer get = call("GET", path, user);
            boolean same = get.status() == answer.status() && answer.body().isEmpty();
            return same ? List.of() : List.of(call + ", and GET " + get.status());
        }
        boolean refused = REFUSED.contains(answer.status()) && !malformed(answer);
        boolean fits = may(method, path, user)
                ? !refused && answer.status() < 500
                : declared(method, path) ? answer.status() == 403 : isRefused(answer.status(), path);
        return fits ? List.of() : List.of(call);
    }

    /** Where no controller answers, a method that is not for files finds none. */
    private static boolean isRefused(int status, String path) {
        return REFUSED.contains(status) || (status == 404 && path.startsWith("/swagger-ui/"));
    }

    /** An empty body is refused after the role was let through. */
    private static boolean malformed(Answer answer) {
        return answer.status() == 400 && answer.body().contains("urn:waybill:problem:invalid-request");
    }

    private static boolean declared(String method, String path) {
        return TABLE.get(path).containsKey(method);
    }

    private static String allowed(String method, String path) {
        return TABLE.get(path).getOrDefault(method.equals("HEAD") ? "GET" : method, "");
    }

    private static boolean may(String method, String path, User user) {
        String allowed = allowed(method, path);
        return allowed.equals("ALL") || allowed.equals("OPEN") || !Collections.disjoint(Role.of(allowed), user.roles());
    }

    /** Ids in paths do not exist, but for the customer, who is the caller; a stream is left at once. */
    private static Answer call(String method, String path, User user) {
        String name = user == null ? "nobody" : user.name();
        String address = path.replace("/customers/{id}", "/customers/" + name).replaceAll("\\{[^}]*}", "no-such");
        if (path.matches("/api/(shipments|sandbox/.*)")) {
            address += "?orderId=no-such";
        }
        if (path.matches("/api/(mailbox|contact)")) {
            address += "?customerId=" + name;
        }
        HttpRequest.Builder request =
                user == null ? HttpRequest.newBuilder(URI.create(shop.url() + address)) : shop.requestAs(name, address);
        try {
            HttpResponse<InputStream> answer = HTTP.send(
                    request.timeout(Duration.ofSeconds(60))
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofInputStream());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            try (InputStream body = answer.body()) {
                String text = type.startsWith("text/event-stream") && !method.equals("HEAD")
                        ? ""
                        : new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                return new Answer(answer.statusCode(), type, text.substring(0, Math.min(text.length(), 300)));
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(method + " " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aHeadOnAStreamHoldsNothing() {
        String own = shop.place(Map.of("MUG", 1), "pm_card_chargeDeclined", Map.of());
        Awaitility.await().until(() -> shop.openStreams() == 0);
        for (int n = 0; n < 30; n++) {
            assertThat(Shop.send(shop.request("/api/orders/" + own + "/stream").HEAD())
                            .status())
                    .isEqualTo(200);
            assertThat(Shop.send(shop.request("/api/desk/stream").HEAD()).status())
                    .isEqualTo(200);
        }
        Awaitility.await().until(() -> shop.openStreams() == 0);
    }
}
