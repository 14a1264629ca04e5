package dev.waybill.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** At the end: the product's own comparison of its contexts, and a rebuild of all its read models, in one process. */
final class Audit {

    private static final String ALL = "all";

    private final Stage stage;
    private final List<String> found = new ArrayList<>();

    Audit(Stage stage) {
        this.stage = stage;
    }

    List<String> violations() throws Exception {
        int port = stage.inOne().port();
        var client = new Client(one -> List.of(port));
        for (JsonNode violation : json(client, "/api/reconciliation").path("violations")) {
            found.add("reconciliation: " + violation);
        }
        for (JsonNode model : json(client, "/api/projections")) {
            client.ask(ALL, "POST", "/api/projections/" + path(model) + "/rebuild", "");
        }
        Awaitility.await("all read models rebuilt")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> rebuilt(json(client, "/api/projections")));
        return found;
    }

    private boolean rebuilt(JsonNode models) {
        for (JsonNode model : models) {
            if (!model.hasNonNull("rebuilt")) {
                return false;
            }
        }
        for (JsonNode model : models) {
            if (model.at("/rebuilt/differences").asLong(-1) != 0) {
                found.add("I5 the read model " + path(model) + " differs after its rebuild: " + model);
            }
        }
        return true;
    }

    private static JsonNode json(Client client, String path) throws InterruptedException {
        return Client.json(client.get(ALL, path).body());
    }

    private static String path(JsonNode model) {
        return model.path("context").asText() + "/" + model.path("name").asText();
    }
}
