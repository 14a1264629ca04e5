package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Random orders over HTTP, against amounts that are calculated here in another way. */
class AmountsJourneyTest {

    private static final Map<String, BigDecimal> VAT = Map.of(
            "DE",
            new BigDecimal("0.19"),
            "AT",
            new BigDecimal("0.20"),
            "NL",
            new BigDecimal("0.21"),
            "US",
            BigDecimal.ZERO);
    private static final long SEED = 20261124;

    @Test
    void billingInvoicesRandomOrdersToTheCent() {
        Shop shop = Shop.open();
        var random = new Random(SEED);
        String run = UUID.randomUUID().toString().substring(0, 8);
        shop.put("/api/discount-codes/OFF-" + run, Map.of("percentOff", new BigDecimal("12.5")));
        Map<String, BigDecimal> prices = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            BigDecimal price = BigDecimal.valueOf(random.nextInt(9_000) + 1, 2);
            prices.put("R" + i + "-" + run, price);
            shop.sell("R" + i + "-" + run, price.toPlainString(), 100_000);
        }
        for (int n = 0; n < 40; n++) {
            placeAndCheck(shop, random, prices, run);
        }
    }

    private static void placeAndCheck(Shop shop, Random random, Map<String, BigDecimal> prices, String run) {
        Map<String, Integer> items = new HashMap<>();
        prices.keySet().forEach(sku -> {
            if (items.isEmpty() || random.nextBoolean()) {
                items.put(sku, random.nextInt(20) + 1);
            }
        });
        boolean discounted = random.nextBoolean();
        String country = List.copyOf(VAT.keySet()).get(random.nextInt(VAT.size()));
        Map<String, Object> more = new HashMap<>(Map.of(
                "shipTo", Map.of("name", "A", "street", "B", "city", "C", "postalCode", "D", "country", country)));
        if (discounted) {
            more.put("discountCode", "OFF-" + run);
        }
        String id = shop.place(items, "pm_card_visa", more);

        JsonNode order = shop.awaitStatus(id, "COMPLETED");

        String expected = total(items, prices, discounted, country).toPlainString();
        assertThat(order.at("/amounts/total/amount").asText()).isEqualTo(expected);
        assertThat(shop.get("/api/bills/" + id)
                        .json()
                        .at("/invoices/0/total/amount")
                        .asText())
                .isEqualTo(expected);
    }

    private static BigDecimal total(
            Map<String, Integer> items, Map<String, BigDecimal> prices, boolean discounted, String country) {
        BigDecimal goods = BigDecimal.ZERO;
        for (var item : items.entrySet()) {
            goods = goods.add(prices.get(item.getKey()).multiply(BigDecimal.valueOf(item.getValue())));
        }
        BigDecimal discount = discounted
                ? goods.divide(BigDecimal.valueOf(8), 2, RoundingMode.HALF_UP) // 12.5 %
                : BigDecimal.ZERO;
        BigDecimal net = goods.subtract(discount);
        if (net.compareTo(BigDecimal.valueOf(50)) < 0) {
            net = net.add(new BigDecimal("4.90"));
        }
        return net.add(net.multiply(VAT.get(country)).setScale(2, RoundingMode.HALF_UP));
    }
}
