package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operator cannot do through Cockpit: anything but look, and have a failed job tried again. */
@Tag(Shop.ONE_JVM)
class CockpitJourneyTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String RUNS_CODE =
            "${''.getClass().forName('java.lang.System').getMethod('setProperty', ''.getClass(), ''.getClass())"
                    + ".invoke(null, 'waybill.ran', 'yes')}";

    private final Shop shop = Shop.open();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);
    private final HttpClient operator = HttpClient.newHttpClient();
    private String instance;
    private String definition;
    private String job;

    @BeforeEach
    void anOrderWaitsAndAnOperatorHasOpenedCockpit() throws Exception {
        System.clearProperty("waybill.ran");
        String sku = shop.sellNew("COCKPIT", "10.00", 0);
        String order = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(order, "BACK_ORDERED");
        Map<String, Object> found = jdbc.queryForMap(
                "select j.* from orders.act_ru_job j join orders.act_ru_execution e on e.id_ = j.process_instance_id_"
                        + " where e.business_key_ = ? and j.handler_cfg_ like '%Reminder%'",
                order);
        job = (String) found.get("id_");
        instance = (String) found.get("process_instance_id_");
        definition = (String) found.get("process_def_id_");
        assertThat(send("GET", "/camunda/app/cockpit/default/", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void noCallOfCamundaIsAnsweredThatIsNotOnTheList() throws Exception {
        Set<CamundaCalls.Call> calls = CamundaCalls.all();
        assertThat(calls)
                .hasSizeGreaterThan(450)
                .contains(
                        new CamundaCalls.Call("POST", ENGINE + "/deployment/create"),
                        new CamundaCalls.Call("POST", ENGINE + "/user/create"),
                        new CamundaCalls.Call("POST", "/camunda/api/admin/setup/default/user/create"));
        Set<CamundaCalls.Call> listed = listed();
        Map<String, String> before = tables();

        Map<String, String> answered = new TreeMap<>();
        for (CamundaCalls.Call call : calls) {
            if (!listed.contains(call)) {
                HttpResponse<String> answer = send(call.method(), call.path(), "{}");
                if (!isRefused(answer)) {
                    answered.put(call.toString(), answer.statusCode() + " " + answer.body());
                }
            }
        }

        assertThat(answered).isEmpty();
        assertThat(tables()).isEqualTo(before);
    }

    /** Reading is mostly GET; these are all the others, and one of them changes something. */
    @Test
    void theListHasOneChange() throws Exception {
        assertThat(listed().stream().filter(call -> !call.method().equals("GET")))
                .extracting(CamundaCalls.Call::toString)
                .allMatch(call -> call.startsWith("Call[method=POST") || call.endsWith("/retries]"));
        assertThat(listed().stream().filter(call -> call.method().equals("PUT")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "POST | /task | {\"orQueries\": [{\"assigneeExpression\": \"CODE\"}]}",
                "POST | /task/count | {\"orQueries\": [{\"assigneeExpression\": \"CODE\"}]}",
                "POST | /task | {\"assigneeExpression\": \"CODE\"}",
                "POST | /task?assigneeExpression=x | {}",
                "POST | /task | {\"sorting\": [{\"assigneeExpression\": \"CODE\"}]}",
                "POST | /task | {\"sorting\": {\"sortBy\": [[\"created\"]]}}",
                "POST | /task | {\"processInstanceId\": {\"orQueries\": [{\"assigneeExpression\": \"CODE\"}]}}",
                "POST | /filter/create | {\"resourceType\": \"Task\", \"name\": \"x\", \"query\": {\"assigneeExpression\": \"CODE\"}}",
                "POST | /process-instance/INSTANCE/modification | {\"instructions\": [{\"type\": \"startBeforeActivity\", \"activityId\": \"ShipOrder\"}]}",
                "POST | /process-definition/DEFINITION/restart | {\"processInstanceIds\": [\"INSTANCE\"], \"instructions\": []}",
                "POST | /modification/execute | {\"processDefinitionId\": \"DEFINITION\", \"processInstanceIds\": [\"INSTANCE\"], \"instructions\": []}",
                "POST | /migration/execute | {}",
                "POST | /message | {\"messageName\": \"StockReserved\", \"processInstanceId\": \"INSTANCE\"}",
                "POST | /signal | {\"name\": \"x\"}",
                "POST | /condition | {\"variables\": {}}",
                "POST | /user/create | {\"profile\": {\"id\": \"eve\"}, \"credentials\": {\"password\": \"eve-eve-eve\"}}",
                "POST | /authorization/create | {\"type\": 0, \"permissions\": [\"ALL\"], \"userId\": \"*\", \"resourceType\": 8, \"resourceId\": \"*\"}",
                "PUT | /process-instance/INSTANCE/variables/x | {\"value\": \"CODE\", \"type\": \"String\"}",
                "PUT | /process-instance/suspended | {\"suspended\": true, \"processInstanceIds\": [\"INSTANCE\"]}",
                "POST | /process-instance/delete | {\"processInstanceIds\": [\"INSTANCE\"]}",
                "DELETE | /process-instance/INSTANCE |",
                "DELETE | /job/JOB |",
                "POST | /job/JOB/execute | {}",
                "PUT | /job/JOB/duedate | {\"duedate\": \"2020-01-01T00:00:00.000+0000\"}",
                "PUT | /job/JOB/retries | {\"retries\": 1, \"dueDate\": \"2020-01-01T00:00:00.000+0000\"}",
                "PUT | /job/JOB/retries | {\"retries\": 1, \"retries\": 2}",
                "PUT | /job/JOB/retries | {\"retries\": 1} {\"retries\": 2}",
                "PUT | /job/JOB/retries?x=1 | {\"retries\": 1}",
                "PUT | /job/retries | {\"retries\": 0, \"jobIds\": [\"JOB\"]}",
                "POST | /job/retries | {\"retries\": 0, \"jobIds\": [\"JOB\"]}"
            })
    void whatRunsCodeOrMovesAnOrderIsRefused(String method, String path, String body) throws Exception {
        Map<String, String> before = tables();

        HttpResponse<String> answer = send(
                method,
                ENGINE + with(path),
                body == null ? null : with(body).replace("CODE", RUNS_CODE.replace("\"", "\\\"")));

        assertThat(System.getProperty("waybill.ran")).isNull();
        assertThat(isRefused(answer))
                .as(answer.statusCode() + " " + answer.body())
                .isTrue();
        assertThat(tables()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda//api/engine/engine/default/user/create",
                "//camunda/api/engine/engine/default/user/create",
                "/camunda/api/./engine/engine/default/user/create",
                "/camunda/api/engine/engine/default/job/../user/create",
                "/camunda/api/engine/engine/default/job/%2e%2e/user/create",
                "/camunda/api/engine/engine/default/job/%252e%252e/user/create",
                "/camunda/api/engine/engine/default/user;x/create",
                "/camunda;x/api/engine/engine/default/user/create",
                "/camunda/api/engine/engine/default/user/create;jsessionid=x",
                "/camunda/api/engine/engine/default/%75ser/create",
                "/%63amunda/api/engine/engine/default/user/create",
                "/camunda/api/engine/engine/default/user%2Fcreate",
                "/camunda/api/engine/engine/default/user%5Ccreate",
                "/camunda/api/engine/engine/default/user/create/",
                "/camunda/api/engine/engine/default/user/create%00",
                "/camunda/api/engine/engine/default/user/create%0a",
                "/camunda/api/engine/engine/default/user/create.json",
                "/camunda/api/engine/default/user/create",
                "/camunda/lib/../api/engine/engine/default/user/create",
                "/webjars/../camunda/api/engine/engine/default/user/create",
                "/CAMUNDA/api/engine/engine/default/user/create",
                "/engine-rest/user/create",
                "/engine-rest/engine/default/user/create"
            })
    void aPathThatIsWrittenInAnotherWayLeadsNowhere(String path) throws Exception {
        Map<String, String> before = tables();
        String user = "{\"profile\": {\"id\": \"eve\"}, \"credentials\": {\"password\": \"eve-eve-eve\"}}";

        assertThat(send("POST", path, user).statusCode()).isIn(400, 401, 403, 404, 405);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void aMethodThatIsWrittenInAnotherWayLeadsNowhere() throws Exception {
        Map<String, String> before = tables();
        String path = ENGINE + "/process-instance/" + instance;

        for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PATCH", "DELETE", "get", "PROPFIND")) {
            assertThat(send(method, path, null).statusCode()).as(method).isIn(400, 403, 405, 501);
        }
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            HttpRequest disguised =
                    request("POST", path, "{}").header(header, "DELETE").build();
            assertThat(isRefused(operator.send(disguised, BodyHandlers.ofString())))
                    .isTrue();
            HttpRequest read =
                    request("GET", path, null).header(header, "DELETE").build();
            assertThat(operator.send(read, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(isRefused(send("GET", path + "?_method=DELETE", null))).isTrue();
        assertThat(isRefused(send("POST", path + "?_method=DELETE", "{}"))).isTrue();
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void aBodyIsSmallAndJson() throws Exception {
        String path = ENGINE + "/process-instance/count";
        String key = "{\"processDefinitionKey\": \"order-fulfillment\"";

        assertThat(send("POST", path, key + "}").statusCode()).isEqualTo(200);
        assertThat(isRefused(send("POST", path, key + " ".repeat(16 * 1024) + "}")))
                .isTrue();
        assertThat(isRefused(send("POST", path, "[" + key + "}]"))).isTrue();
        assertThat(isRefused(send("POST", path, ""))).isTrue();
        assertThat(isRefused(send("GET", ENGINE + "/process-instance/" + instance, "{}")))
                .isTrue();
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense")) {
            HttpRequest request = request("POST", path, key + "}")
                    .setHeader("Content-Type", type)
                    .build();
            assertThat(isRefused(operator.send(request, BodyHandlers.ofString())))
                    .as(type)
                    .isTrue();
        }
        byte[] utf16 = (key + "}").getBytes(StandardCharsets.UTF_16);
        HttpRequest packed = request("POST", path, null)
                .method("POST", BodyPublishers.ofByteArray(utf16))
                .header("Content-Encoding", "gzip")
                .build();
        assertThat(isRefused(operator.send(packed, BodyHandlers.ofString()))).isTrue();
    }

    @Test
    void theOneChangeIsDoneByAPageWithItsTokenAndByAProgramWithItsCredentials() throws Exception {
        String retry = ENGINE + "/job/" + job + "/retries";
        jdbc.update("update orders.act_ru_job set retries_ = 3 where id_ = ?", job);
        Visitor page = Visitor.loggedIn(shop.url(), "admin", "admin");
        page.get("/camunda/app/cockpit/default/");

        assertThat(page.put(retry, "{\"retries\": 2}").statusCode())
                .as("Camunda ends the session of a forged request")
                .isIn(401, 403);
        assertThat(retries()).isEqualTo(3);

        page.logIn("admin", "admin", "/");
        page.get("/camunda/app/cockpit/default/");
        String token = page.cookies().get("XSRF-TOKEN");
        assertThat(page.put(retry, "{\"retries\": 2}", "X-XSRF-TOKEN", token).statusCode())
                .isEqualTo(204);
        assertThat(retries()).isEqualTo(2);
        assertThat(send("PUT", retry, "{\"retries\": 1}").statusCode()).isEqualTo(204);
        assertThat(retries()).isEqualTo(1);
    }

    private Integer retries() {
        return jdbc.queryForObject("select retries_ from orders.act_ru_job where id_ = ?", Integer.class, job);
    }

    private String with(String text) {
        return text.replace("INSTANCE", instance)
                .replace("DEFINITION", definition)
                .replace("JOB", job);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return operator.send(request(method, path, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return shop.request(path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private static boolean isRefused(HttpResponse<String> answer) {
        return answer.statusCode() == 403
                && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                && answer.body().matches(".*(the request is refused: |your roles do not allow this).*");
    }

    private static Set<CamundaCalls.Call> listed() throws IOException {
        return new ClassPathResource("cockpit-allow-list.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("[A-Z]+ .*"))
                .map(line -> line.split("\\s+"))
                .map(line -> new CamundaCalls.Call(line[0], CamundaCalls.filled(line[1])))
                .collect(Collectors.toSet());
    }

    /** All that the engine has stored, but for the locks of its job executor. */
    /** What the engine has stored, without the instances of other orders, which go on meanwhile. */
    private Map<String, String> tables() {
        Map<String, String> tables = new TreeMap<>();
        jdbc.query(
                "select t.table_name, coalesce(min(c.column_name), '') from information_schema.tables t"
                        + " left join information_schema.columns c on (c.table_schema, c.table_name) ="
                        + " (t.table_schema, t.table_name)"
                        + " and c.column_name in ('proc_inst_id_', 'process_instance_id_')"
                        + " where t.table_schema = 'orders' and t.table_name like 'act\\_%'"
                        + " and t.table_name not like 'act\\_ru\\_meter%' and t.table_name <> 'act_ge_property'"
                        + " group by t.table_name",
                row -> {
                    tables.put(row.getString(1), rows(row.getString(1), row.getString(2)));
                });
        assertThat(tables).containsKeys("act_ru_execution", "act_ru_job", "act_id_user", "act_re_deployment");
        return tables;
    }

    private String rows(String table, String instanceColumn) {
        String mine = instanceColumn.isEmpty()
                ? ""
                : " where coalesce(%s, '%s') = '%2$s'".formatted(instanceColumn, instance);
        return jdbc.queryForObject(
                "select coalesce(string_agg(t::text, ' ' order by t::text), '') from orders." + table + " t" + mine,
                String.class);
    }
}
