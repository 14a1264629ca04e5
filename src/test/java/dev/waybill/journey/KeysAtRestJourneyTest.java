package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.personal.MasterKeys;
import dev.waybill.platform.personal.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** A reader of the database's files, statistics and log finds no customer's key, of any context. */
@Tag(Shop.ONE_JVM)
class KeysAtRestJourneyTest {

    private record StoredKey(String table, byte[] plain, byte[] wrapped) {}

    private final Shop shop = Shop.open();
    private final JdbcTemplate jdbc = shop.bean(JdbcTemplate.class);
    private final List<String> customers = IntStream.range(0, 4)
            .mapToObj(n -> "rest-" + n + "-" + UUID.randomUUID())
            .toList();

    @Test
    void noKeyIsReadableAnywhereAndNoRowKeepsOneThatWasDestroyed() {
        customers.forEach(this::buy);
        List<StoredKey> keys = storedKeys();
        assertThat(keys)
                .extracting(StoredKey::table)
                .contains(
                        "ecommerce.personal_key", "orders.personal_key", "shipping.personal_key", "desk.personal_key");
        jdbc.execute("analyze");
        assertNoStatisticsOf(keys);
        if (Shop.isEmbedded()) {
            jdbc.execute("checkpoint");
            assertThat(filesWith(keys.stream().map(StoredKey::wrapped).toList()))
                    .as("that the files are searched for what is there")
                    .isNotEmpty();
        }

        customers.forEach(this::erase);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(storedKeys()).isEmpty());
        jdbc.execute("analyze");
        assertNoStatisticsOf(keys);
        if (Shop.isEmbedded()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(keys)
                            .allSatisfy(key ->
                                    assertThat(rowsWith(key)).as(key.table()).isZero()));
            jdbc.execute("checkpoint");
            assertThat(filesWith(keys.stream().map(StoredKey::plain).toList())).isEmpty();
        }
    }

    private void buy(String customer) {
        assertThat(shop.put("/api/customers/" + customer + "/contact", Map.of("email", "someone@shop.example"))
                        .status())
                .isEqualTo(200);
        shop.awaitStatus(shop.place(Map.of("MUG", 1), "pm_card_visa", Map.of("customerId", customer)), "COMPLETED");
    }

    private void erase(String customer) {
        assertThat(Shop.send(shop.request("/api/customers/" + customer).DELETE())
                        .status())
                .isEqualTo(204);
    }

    private List<String> keyTables() {
        return jdbc.queryForList(
                "select table_schema || '.' || table_name from information_schema.columns where column_name = 'wrapped'",
                String.class);
    }

    private List<StoredKey> storedKeys() {
        List<StoredKey> keys = new ArrayList<>();
        for (String table : keyTables()) {
            jdbc.query(
                    "select id, wrapped from " + table + " where owner = any(?) and wrapped is not null",
                    row -> {
                        byte[] wrapped = row.getBytes(2);
                        byte[] plain =
                                TestKeys.unwrapped(shop.bean(MasterKeys.class), row.getObject(1, UUID.class), wrapped);
                        keys.add(new StoredKey(table, plain, wrapped));
                    },
                    (Object) customers.toArray(String[]::new));
        }
        return keys;
    }

    private void assertNoStatisticsOf(List<StoredKey> keys) {
        String any = String.join(
                "|",
                keys.stream()
                        .flatMap(key -> List.of(key.plain(), key.wrapped()).stream())
                        .map(HexFormat.of()::formatHex)
                        .toList());
        assertThat(jdbc.queryForList(
                        "select format('%s.%s.%s', schemaname, tablename, attname) from pg_stats s where s::text ~ ?",
                        String.class, any))
                .isEmpty();
    }

    /** Rows, dead ones included. */
    private int rowsWith(StoredKey key) {
        jdbc.execute("create extension if not exists pageinspect schema public");
        return jdbc.queryForObject(
                "select count(*) from generate_series(0, pg_relation_size(?::regclass) / 8192 - 1) page,"
                        + " public.heap_page_items(public.get_raw_page(?, page::int)) where position(? in t_data) > 0",
                Integer.class,
                key.table(),
                key.table(),
                key.wrapped());
    }

    /** The server's files, its write-ahead log included, in which any of them is. */
    private List<Path> filesWith(List<byte[]> keys) {
        List<String> texts = keys.stream()
                .map(key -> new String(key, StandardCharsets.ISO_8859_1))
                .toList();
        Path server = Path.of(shop.bean(Environment.class).getProperty("waybill.data-dir", ""), "postgresql");
        try (var files = Files.walk(server)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> texts.stream().anyMatch(content(file)::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
