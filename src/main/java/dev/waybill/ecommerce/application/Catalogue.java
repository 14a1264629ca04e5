package dev.waybill.ecommerce.application;

import dev.waybill.contract.amounts.DiscountCode;
import dev.waybill.ecommerce.domain.CatalogueEvent;
import dev.waybill.ecommerce.domain.CatalogueEvent.TariffDefined;
import dev.waybill.ecommerce.domain.Entry;
import dev.waybill.ecommerce.publishing.CataloguePublisher;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.messaging.SentMessage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The price list: products, discount codes and the tariff, each with its versions. */
public final class Catalogue {

    /** An entry of the price list as pure functions. */
    public static final Decider<Entry, CatalogueEvent, CatalogueEvent> DECIDER =
            new Decider<>(Entry.NONE, Entry::decide, Entry::evolve);

    /** The stored names of what can happen to an entry. */
    public static final EventTypes<CatalogueEvent> EVENT_TYPES = EventTypes.of(CatalogueEvent.class);

    /** The category of the products' streams, by SKU. */
    public static final String PRODUCT = "product";

    /** The category of the discount codes' streams, by code. */
    public static final String CODE = "code";

    /** The category of the tariff's stream, and its only id. */
    public static final String TARIFF = "tariff";

    private static final String PRODUCTS = "select sku, version, name, price, currency from ecommerce.product_view";
    private static final String SAVE_PRODUCT = """
            insert into ecommerce.product_view (sku, version, name, price, currency) values (?, ?, ?, ?, ?)
            on conflict (sku) do update set version = excluded.version, name = excluded.name,
                                            price = excluded.price, currency = excluded.currency""";

    private static final TariffDefined FIRST_TARIFF = new TariffDefined(
            "EUR",
            490,
            5_000,
            Map.of(
                    "DE", new BigDecimal(19),
                    "AT", new BigDecimal(20),
                    "FR", new BigDecimal(20),
                    "NL", new BigDecimal(21),
                    "GB", new BigDecimal(20)));

    /** A product in its newest version. */
    public record Product(String sku, long version, CatalogueEvent.ProductPriced terms) {}

    private final Aggregates<Entry, CatalogueEvent, CatalogueEvent> products;
    private final Aggregates<Entry, CatalogueEvent, CatalogueEvent> codes;
    private final Aggregates<Entry, CatalogueEvent, CatalogueEvent> tariffs;
    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final CataloguePublisher publisher;

    public Catalogue(
            Aggregates<Entry, CatalogueEvent, CatalogueEvent> products,
            Aggregates<Entry, CatalogueEvent, CatalogueEvent> codes,
            Aggregates<Entry, CatalogueEvent, CatalogueEvent> tariffs,
            JdbcTemplate jdbc,
            Transactions transactions,
            CataloguePublisher publisher) {
        this.products = products;
        this.codes = codes;
        this.tariffs = tariffs;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.publisher = publisher;
    }

    /** Defines a product's name and price; its version. */
    public long price(String sku, CatalogueEvent.ProductPriced terms) {
        return transactions.in(() -> {
            Entry entry = define(products, sku, terms);
            jdbc.update(SAVE_PRODUCT, sku, entry.version(), terms.name(), terms.price(), terms.currency());
            return entry.version();
        });
    }

    /** Defines a discount code, however it is spelled; its version. */
    public long define(String code, CatalogueEvent.DiscountCodeDefined terms) {
        return transactions.in(
                () -> define(codes, DiscountCode.canonical(code), terms).version());
    }

    /** Defines the tariff; its version. */
    public long define(TariffDefined terms) {
        return transactions.in(() -> define(tariffs, TARIFF, terms).version());
    }

    /** The tariff in its newest version; the first start defines one. */
    public Entry tariff() {
        return tariffs.find(TARIFF).orElse(Entry.NONE);
    }

    /** A discount code in its newest version, however it is spelled. */
    public Optional<Entry> code(String code) {
        return codes.find(DiscountCode.canonical(code));
    }

    /** A discount code that was stored in exactly this spelling. */
    Optional<Entry> spelled(String spelling) {
        return codes.find(spelling);
    }

    /** A product in its newest version. */
    public Optional<Entry> product(String sku) {
        return products.find(sku);
    }

    /** All products, by SKU. */
    public List<Product> products() {
        return jdbc.query(PRODUCTS + " order by sku", Catalogue::product);
    }

    /** These products as far as they are known, in one statement. */
    List<Product> products(Collection<String> skus) {
        return jdbc.query(PRODUCTS + " where sku = any(?)", Catalogue::product, (Object) skus.toArray(String[]::new));
    }

    private static Product product(ResultSet row, int number) throws SQLException {
        return new Product(
                row.getString(1),
                row.getLong(2),
                new CatalogueEvent.ProductPriced(row.getString(3), row.getLong(4), row.getString(5)));
    }

    /** Defines the tariff that every shop begins with, once. */
    public void defineFirstTariff() {
        transactions.run(() -> {
            if (tariffs.locked(TARIFF).version() == 0) {
                define(tariffs, TARIFF, FIRST_TARIFF);
            }
        });
    }

    /** All messages that were sent about a product, in order. */
    List<SentMessage> sent(String sku) {
        return products.past().steps(sku).stream()
                .map(step -> new SentMessage(
                        CataloguePublisher.message(sku, step.state().version(), step.event()), step.stored()))
                .toList();
    }

    private Entry define(Aggregates<Entry, CatalogueEvent, CatalogueEvent> entries, String id, CatalogueEvent terms) {
        var decided = entries.handle(id, terms);
        StreamId stream = entries.stream(id);
        decided.events()
                .forEach(event -> publisher.publish(stream, decided.state().version(), event));
        return decided.state();
    }
}
