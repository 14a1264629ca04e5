package dev.waybill.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** Orders of a shop whose partners fail as a test plans it; after each test they are well again, and the audit finds nothing. */
abstract class FaultyPartnerJourney {

    private static final List<String> PLACED = new ArrayList<>();

    static Shop shop;
    static Faults faults;

    @AfterEach
    void healAndAudit() {
        faults.forget();
        new Audit(shop).awaitNone(PLACED);
    }

    static String place(String sku, String method) {
        String id = shop.place(Map.of(sku, 1), method, Map.of());
        PLACED.add(id);
        return id;
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
