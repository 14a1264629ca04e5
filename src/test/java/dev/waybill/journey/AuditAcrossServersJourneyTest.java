package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.jdbc.core.JdbcTemplate;

/** The desk compares contexts that run in another application, with another database; on real servers only. */
@Tag(Shop.ONE_JVM)
@Order(3)
class AuditAcrossServersJourneyTest {

    private static final List<String> DATABASES = List.of("books_apart_shop", "books_apart_desk");

    private static Shop shop;
    private static Shop desk;

    static boolean onServers() {
        return !Shop.isEmbedded();
    }

    @AfterAll
    static void stop() {
        if (desk != null) {
            desk.close();
        }
        if (shop != null) {
            shop.close();
            DATABASES.forEach(ServerDatabase::drop);
        }
    }

    private static String at(String database) {
        return "--spring.datasource.url="
                + System.getenv("WAYBILL_TEST_DATABASE_URL").replaceFirst("/[^/?]+\\?", "/" + database + "?");
    }

    /** Both databases are new: a new one beside an old one would never receive the messages that were sent before. */
    @Test
    @EnabledIf("onServers")
    void findsAndMendsWhatIsBrokenElsewhere() {
        Shop.closeShared();
        DATABASES.forEach(ServerDatabase::create);
        shop = Shop.start(
                Shop.dataDirectory(), "--waybill.contexts=ecommerce,order,inventory,shipping", at(DATABASES.get(0)));
        JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);
        desk = Shop.start(Shop.dataDirectory(), "--waybill.contexts=billing,desk", at(DATABASES.get(1)));
        String sku = shop.sellNew("APART", "10.00", 0);
        String id = shop.place(Map.of(sku, 1), "pm_card_visa", Map.of());
        shop.awaitStatus(id, "BACK_ORDERED");
        Awaitility.await().until(() -> desk.get("/api/desk/orders/" + id).body().contains("BACK_ORDERED"));
        var audit = new Audit(desk);
        assertThat(desk.get("/api/reconciliation").json().path("unanswered")).isEmpty();
        assertThat(audit.violationsOf(id)).isEmpty();

        PlantedJourneyTest.deleteProcess(jdbc, id);

        JsonNode violation = audit.only(id, "I1 order");
        assertThat(audit.preview(violation).path("effect").asText()).contains("AwaitStock");
        assertThat(audit.repair(violation).json().path("done").asBoolean()).isTrue();
        audit.awaitHealed(id);
        shop.receive(sku, 1);
        shop.awaitStatus(id, "COMPLETED");
        audit.awaitHealed(id);
    }
}
