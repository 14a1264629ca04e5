package dev.waybill.bench;

import dev.waybill.Waybill;
import dev.waybill.journey.WaybillProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole product in this JVM, on its embedded servers or on those that the environment names. */
final class Product implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Product(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts with a catalogue and stock for any number of orders. */
    static Product start(boolean embedded, List<String> more, Class<?>... sources) throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "data");
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--waybill.shipping.sandbox-delay=0s",
                "--waybill.data-dir=" + data,
                "--logging.level.root=warn"));
        settings.removeIf(setting -> more.stream().anyMatch(other -> name(other).equals(name(setting))));
        settings.addAll(more);
        if (!embedded) {
            settings.addAll(List.of(
                    WaybillProcess.MASTER_KEY,
                    "--spring.datasource.url=" + System.getenv("WAYBILL_TEST_DATABASE_URL"),
                    "--spring.rabbitmq.addresses=" + System.getenv("WAYBILL_TEST_RABBITMQ_ADDRESSES"),
                    "--waybill.security.users.admin.password={noop}admin",
                    "--waybill.security.users.admin.roles=customer,agent,warehouse,operator"));
        }
        var product = new Product(new SpringApplicationBuilder(Waybill.class)
                .sources(sources)
                .run(settings.toArray(String[]::new)));
        stockUp(product.load());
        return product;
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    static void stockUp(Load load) {
        stockUp(load, load);
    }

    /** Sells two SKUs with stock for any number of orders at the shop; returns when orders can name them. */
    static void stockUp(Load shop, Load orders) {
        for (String sku : List.of("BENCH-1", "BENCH-2")) {
            String priced = "{\"name\": \"bench\", \"price\": {\"amount\": \"19.90\", \"currency\": \"EUR\"}}";
            shop.require("PUT", "/api/products/" + sku, priced);
            shop.require(
                    "POST",
                    "/api/stock/" + sku + "/receipts",
                    "{\"quantity\": 1000000, \"reference\": \"first\"}");
        }
        while (!orders.isSold()) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    Load load() {
        return new Load(url());
    }

    /** Where it is served. */
    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    private JdbcTemplate jdbc() {
        return bean(JdbcTemplate.class);
    }

    /** Its orders. */
    StoredOrders orders() {
        return new StoredOrders(jdbc());
    }

    /** How many events there are in all. */
    long events() {
        long stored = 0;
        for (String schema : List.of("orders", "billing", "inventory", "shipping")) {
            stored += jdbc().queryForObject("select count(*) from " + schema + ".event", Long.class);
        }
        return stored;
    }

    /** How many messages were sent in all: outbox positions count them without holes worth mentioning. */
    long messages() {
        long sent = 0;
        for (String schema : List.of("ecommerce", "orders", "billing", "inventory", "shipping")) {
            sent += jdbc().queryForObject(
                            "select coalesce(pg_sequence_last_value(pg_get_serial_sequence(?, 'position')::regclass), 0)",
                            Long.class,
                            schema + ".outbox");
        }
        return sent;
    }

    @Override
    public void close() {
        context.close();
    }
}
