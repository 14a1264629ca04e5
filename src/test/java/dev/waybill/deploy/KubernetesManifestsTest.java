package dev.waybill.deploy;

import static dev.waybill.deploy.Deployment.at;
import static dev.waybill.deploy.Deployment.list;
import static dev.waybill.deploy.Deployment.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The Kubernetes manifests have only fields that Kubernetes knows, and the same for every context. */
class KubernetesManifestsTest {

    private static final List<String> CONTEXTS = Deployment.CONTEXTS;
    private static final Path DIRECTORY = Deployment.DIRECTORY.resolve("kubernetes");

    /** Throws when a field is unknown, missing or of another type, by Kubernetes' own schema. */
    private interface Schema {
        void check(JsonElement resource) throws IOException;
    }

    private static final Map<String, Schema> SCHEMAS = Map.of(
            "v1/ConfigMap", V1ConfigMap::validateJsonElement,
            "v1/Service", V1Service::validateJsonElement,
            "apps/v1/Deployment", V1Deployment::validateJsonElement,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
            "networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement);

    @Test
    void haveOnlyFieldsThatKubernetesKnows() throws IOException {
        try (var files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                for (Map<String, Object> resource : Deployment.yaml(file)) {
                    check(resource);
                }
            }
        }
    }

    @Test
    void wouldBeRefusedWithAWrongField() throws IOException {
        Map<String, Object> order = resources("order").getFirst();
        Map<String, Object> container = (Map<String, Object>)
                list(order, "spec", "template", "spec", "containers").getFirst();
        container.put("readynessProbe", container.remove("readinessProbe"));
        assertThatThrownBy(() -> check(order)).hasMessageContaining("readynessProbe");
    }

    @ParameterizedTest
    @FieldSource("CONTEXTS")
    void areTheSameForEveryContext(String context) throws IOException {
        String order = Files.readString(DIRECTORY.resolve("order.yaml"));
        assertThat(DIRECTORY.resolve(context + ".yaml")).hasContent(order.replaceAll("\\border\\b", context));
    }

    @Test
    void giveAContextItsOwnSecretsAndProbes() throws IOException {
        Map<String, Object> deployment = resources("order").getFirst();
        Map<String, Object> pod = map(deployment, "spec", "template", "spec");
        Object container = list(pod, "containers").getFirst();
        assertThat(list(container, "env"))
                .filteredOn(variable -> ((String) at(variable, "name")).endsWith("PASSWORD"))
                .hasSize(4)
                .allSatisfy(variable -> assertThat(map(variable, "valueFrom")).containsOnlyKeys("secretKeyRef"));
        assertThat(list(container, "env"))
                .filteredOn(variable -> at(variable, "name").equals("WAYBILL_PERSONAL_MASTER_KEY"))
                .singleElement()
                .satisfies(variable -> assertThat(map(variable, "valueFrom", "secretKeyRef"))
                        .containsEntry("name", "waybill-master-key"));
        assertThat(at(container, "startupProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
        assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/actuator/health/readiness");
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(map(deployment, "spec", "template", "metadata", "labels"))
                .containsAllEntriesOf(map(deployment, "spec", "selector", "matchLabels"));
    }

    @Test
    void knowEveryContextsService() throws IOException {
        for (String context : CONTEXTS) {
            assertThat(resources(context))
                    .extracting(resource -> at(resource, "kind"))
                    .containsExactly("Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler");
        }
    }

    private static List<Map<String, Object>> resources(String context) throws IOException {
        return Deployment.yaml(DIRECTORY.resolve(context + ".yaml"));
    }

    private static void check(Map<String, Object> resource) throws IOException {
        String kind = at(resource, "apiVersion") + "/" + at(resource, "kind");
        Schema schema = Objects.requireNonNull(SCHEMAS.get(kind), "no schema of " + kind + " is known here");
        schema.check(new Gson().toJsonTree(resource));
    }
}
