package dev.waybill.order.process.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.security.Refusals;
import dev.waybill.platform.web.ProblemWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the gate allows, forwards and logs. */
@ExtendWith(OutputCaptureExtension.class)
class CockpitGateTest {

    private static final ObjectMapper JSON =
            Jackson2ObjectMapperBuilder.json().build(); // as Spring's: it knows problems
    private static final String PATH = "/camunda/api/things";

    private final CockpitGate gate = new CockpitGate(
            new CockpitAllowList(List.of(
                    CockpitRequest.parse("POST " + PATH + " ?page {name sorting.sortBy}"),
                    CockpitRequest.parse("GET " + PATH + "/{id} ?page"))),
            new Refusals(new ProblemWriter(JSON)));
    private final MockFilterChain chain = new MockFilterChain();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /a {orQueries}",
                "POST /a {filter.orQueries}",
                "POST /a {assigneeExpression}",
                "GET /a ?assigneeExpression",
                "GET /a/{something}",
                "DELETE /a",
                "GET a",
                "GET /a name"
            })
    void aListThatAllowsTooMuchIsNotRead(String line) {
        assertThatThrownBy(() -> new CockpitAllowList(List.of(CockpitRequest.parse(line))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theShippedListIsRead() {
        assertThat(CockpitAllowList.requests()).hasSizeGreaterThan(40);
        assertThat(CockpitAllowList.read().find("GET", "/camunda/app/cockpit/default/"))
                .isPresent();
    }

    @Test
    void theBodyIsHandedOnAsItWasUnderstood() throws Exception {
        MockHttpServletRequest request = post("{\"name\": \"\\u0061\", \"sorting\": [{\"sortBy\": 2.5}]}");

        gate.doFilter(request, response, chain);

        assertThat(chain.getRequest()).isNotNull();
        byte[] read = chain.getRequest().getInputStream().readAllBytes();
        assertThat(read).asString(StandardCharsets.UTF_8).isEqualTo("{\"name\":\"a\",\"sorting\":[{\"sortBy\":2.5}]}");
        assertThat(chain.getRequest().getContentLength()).isEqualTo(read.length);
    }

    @Test
    void aRefusalIsLoggedInOneLineWithoutWhatWasSent(CapturedOutput output) throws Exception {
        MockHttpServletRequest request = post("{\"password\": \"secret-1\", \"x\\nERROR forged\": 1}");
        request.setRemoteUser("eve\r\nERROR forged\u202e");
        request.setQueryString("page=secret-2");

        gate.doFilter(request, response, chain);

        assertThat(chain.getRequest()).isNull();
        assertThat(output.getAll().lines().filter(line -> line.contains("Refused POST \"" + PATH)))
                .singleElement()
                .asString()
                .contains("POST \"" + PATH
                        + "\" by \"eve??ERROR forged?\" from 127.0.0.1: \"its body's field password is not");
        assertThat(output.getAll()).doesNotContain("secret-");
        JsonNode problem = JSON.readTree(response.getContentAsByteArray());
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(problem.path("type").asText()).isEqualTo("urn:waybill:problem:forbidden");
        assertThat(problem.path("message")).as("what Cockpit shows").isEqualTo(problem.path("detail"));
    }

    private static MockHttpServletRequest post(String body) {
        var request = new MockHttpServletRequest("POST", PATH);
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }
}
