package dev.waybill.deploy;

import static dev.waybill.deploy.Deployment.at;
import static dev.waybill.deploy.Deployment.list;
import static dev.waybill.deploy.Deployment.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code docker-compose.yml} runs every context under its own user, and holds no secret. */
class ComposeFileTest {

    private static final List<String> CONTEXTS = Deployment.CONTEXTS;

    private final Map<String, Object> services =
            map(Deployment.yaml(Path.of("docker-compose.yml")).getFirst(), "services");

    ComposeFileTest() throws IOException {}

    @ParameterizedTest
    @FieldSource("CONTEXTS")
    void runsAContextUnderItsOwnUser(String context) {
        Map<String, Object> service = map(services, context);
        String password = "${WAYBILL_" + context.toUpperCase(Locale.ROOT) + "_PASSWORD}";
        assertThat(map(service, "environment"))
                .containsEntry("WAYBILL_CONTEXTS", context)
                .containsEntry("SPRING_DATASOURCE_USERNAME", "waybill_" + context)
                .containsEntry("SPRING_DATASOURCE_PASSWORD", password)
                .containsEntry("SPRING_RABBITMQ_USERNAME", "waybill_" + context)
                .containsEntry("SPRING_RABBITMQ_PASSWORD", password)
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/waybill")
                .containsEntry("SPRING_RABBITMQ_HOST", "rabbitmq")
                .containsEntry(
                        "WAYBILL_PERSONAL_MASTER_KEY", "${WAYBILL_MASTER_KEY:?see the head of docker-compose.yml}");
        assertThat(at(service, "image")).isEqualTo("waybill:latest");
        assertThat(at(service, "read_only")).isEqualTo(true);
        assertThat(list(service, "cap_drop")).containsExactly("ALL");
    }

    @Test
    void startsNothingBeforeWhatItNeedsIsHealthy() {
        services.forEach((name, service) -> {
            if (!name.equals("ingress")) {
                assertThat(map(service, "healthcheck")).as(name).containsKey("test");
            }
            if (service instanceof Map<?, ?> settings && settings.containsKey("depends_on")) {
                map(service, "depends_on").forEach((needed, condition) -> {
                    assertThat(services).as(name).containsKey(needed);
                    assertThat(at(condition, "condition")).as(name).isEqualTo("service_healthy");
                });
            }
        });
        assertThat(map(services, "ingress", "depends_on")).containsOnlyKeys(CONTEXTS);
    }

    @Test
    void takesAllSecretsFromTheEnvironment() {
        List<String> secrets = new ArrayList<>();
        services.forEach((name, service) -> {
            if (service instanceof Map<?, ?> settings && settings.containsKey("environment")) {
                map(service, "environment").forEach((variable, value) -> {
                    if (variable.endsWith("PASSWORD")) {
                        secrets.add(variable);
                        assertThat((String) value).as(name + "." + variable).matches("\\$\\{\\w+(:\\?.+)?}");
                    }
                });
            }
        });
        assertThat(secrets).hasSize(4 * CONTEXTS.size() + 2 * CONTEXTS.size() + 2);
    }

    @Test
    void mountsFilesThatAreThereAndListensOnLoopbackOnly() {
        services.forEach((name, service) -> {
            if (service instanceof Map<?, ?> settings && settings.containsKey("volumes")) {
                for (Object volume : list(service, "volumes")) {
                    String source = ((String) volume).split(":", 2)[0];
                    if (source.startsWith(".")) {
                        assertThat(Path.of(source)).as(name).exists();
                    }
                }
            }
            if (service instanceof Map<?, ?> settings && settings.containsKey("ports")) {
                assertThat(list(service, "ports"))
                        .as(name)
                        .allSatisfy(port -> assertThat((String) port).startsWith("127.0.0.1:"));
            }
        });
    }
}
