package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders that began under the release before are moved by the next one's start, and keep their deadlines. */
@Tag(Shop.ONE_JVM)
@Order(3)
class RebaseAtStartJourneyTest {

    private static final Path DATA = Shop.dataDirectory();
    private static final int PAID = 20;
    private static final Duration LATE = Duration.ofSeconds(2);

    private Shop shop;

    private static Shop start(String setting) {
        return Shop.start(DATA, "--waybill.shipping.sandbox-delay=1d", "--waybill.order.payment-patience=40s", setting);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private List<String> versions(List<String> ids) {
        return shop.bean(JdbcTemplate.class)
                .queryForList(
                        "select distinct d.version_tag_ from orders.act_ru_execution e"
                                + " join orders.act_re_procdef d on d.id_ = e.proc_def_id_"
                                + " where e.business_key_ = any(?)",
                        String.class,
                        (Object) ids.toArray(String[]::new));
    }

    @Test
    void theyGoOnWhereTheyWere() {
        Shop.closeShared();
        shop = start("--waybill.order.process.version=1");
        shop.sell("LAMP", "100.00", 1_000);
        String declined = shop.place(Map.of("LAMP", 1), "pm_card_chargeDeclined", Map.of());
        Instant until = Instant.parse(shop.awaitStatus(declined, "PAYMENT_DECLINED")
                .at("/waitingFor/0/until")
                .asText());
        List<String> paid = Shop.atOnce(PAID, n -> shop.place(Map.of("LAMP", 1), "pm_card_visa", Map.of()));
        paid.forEach(id -> shop.awaitStatus(id, "PAID"));
        List<String> all = new ArrayList<>(paid);
        all.add(declined);
        assertThat(versions(all)).containsExactly("1");
        shop.close();

        shop = start("--waybill.order.process.rebase-per-second=1000");
        Awaitility.await().until(() -> versions(all).equals(List.of("2")));
        shop.deliver(paid);
        shop.awaitStatus(declined, "CANCELLED");
        assertThat(Instant.parse(shop.eventOf(declined, "CancellationRequested")
                        .path("occurredAt")
                        .asText()))
                .isBetween(until, until.plus(LATE));
    }
}
