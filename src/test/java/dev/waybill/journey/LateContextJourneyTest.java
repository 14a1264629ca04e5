package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A context that was not there when prices were set has missed nothing, and a restart keeps what was. */
@Tag(Shop.ONE_JVM)
@ExtendWith(OutputCaptureExtension.class)
@Order(3)
class LateContextJourneyTest {

    /** On servers that all journeys share, the contexts of another journey would receive the prices at once. */
    static boolean embedded() {
        return Shop.isEmbedded();
    }

    @Test
    @EnabledIf("embedded")
    void receivesThePricesThatWereSetBeforeItsFirstStart(CapturedOutput output) {
        var data = Shop.dataDirectory();
        Shop alone = Shop.start(data, "--waybill.contexts=ecommerce");
        alone.put("/api/products/EARLY", Map.of("name", "Early", "price", Shop.money("20.00")));
        assertThat(alone.get("/api/orders").status()).isEqualTo(404);
        alone.close();
        assertThat(output)
                .as("exchanges are there before anything is published")
                .doesNotContain("reply-code=404");

        Shop all = Shop.start(data);
        all.sell("EARLY", "20.00", 5);
        String id = all.place(Map.of("EARLY", 1), "pm_card_visa", Map.of());
        JsonNode order = all.awaitStatus(id, "COMPLETED");
        all.close();

        assertThat(order.at("/amounts/total/amount").asText()).isEqualTo("29.63");
        assertThat(order.path("version").asInt()).isEqualTo(11);
    }
}
