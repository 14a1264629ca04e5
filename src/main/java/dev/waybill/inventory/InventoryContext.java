package dev.waybill.inventory;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.RoleNames;
import dev.waybill.inventory.application.InventoryAudit;
import dev.waybill.inventory.application.Stock;
import dev.waybill.inventory.application.StockCheck;
import dev.waybill.inventory.application.StockReceipts;
import dev.waybill.inventory.application.StockStreams;
import dev.waybill.inventory.application.Warehouse;
import dev.waybill.inventory.messaging.ReservationListener;
import dev.waybill.inventory.publishing.InventoryPublisher;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.embedded.Infrastructure;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The inventory context: stock, reservations and the back-order queue. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("inventory")
@ComponentScan
public class InventoryContext {

    private static final String RUNTIME = "inventoryRuntime";
    private static final Role WAREHOUSE = new Role(RoleNames.WAREHOUSE);
    private static final List<String> SAMPLES = List.of("MUG-1", "TEA-1", "POT-1", "LAMP-1", "BOOK-1", "PEN-1");
    private static final int SAMPLE_QUANTITY = 1_000;

    @Bean
    ContextRuntime inventoryRuntime(ContextRuntimeFactory factory) {
        return factory.create("inventory", "inventory", PersonalFields.none());
    }

    @Bean
    Stock stock(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Stock(
                runtime.aggregates(
                        StockStreams.ITEMS, StockStreams.ITEM, StockStreams.ITEM_EVENTS, StockStreams.ITEM_SNAPSHOTS),
                runtime.aggregates(
                        StockStreams.RESERVATIONS,
                        StockStreams.RESERVATION,
                        StockStreams.RESERVATION_EVENTS,
                        state -> null),
                runtime.aggregates(
                        StockStreams.QUEUES,
                        StockStreams.QUEUE,
                        StockStreams.QUEUE_EVENTS,
                        StockStreams.QUEUE_SNAPSHOTS),
                runtime.jdbc());
    }

    @Bean
    Warehouse warehouse(@Qualifier(RUNTIME) ContextRuntime runtime, Stock stock) {
        return new Warehouse(stock, new InventoryPublisher(runtime.outbox()));
    }

    @Bean
    StockReceipts stockReceipts(@Qualifier(RUNTIME) ContextRuntime runtime, Warehouse warehouse) {
        return new StockReceipts(runtime.transactions(), warehouse);
    }

    @Bean
    InventoryAudit inventoryAudit(@Qualifier(RUNTIME) ContextRuntime runtime, Stock stock, Warehouse warehouse) {
        return new InventoryAudit(
                runtime.jdbc(),
                runtime.transactions(),
                new LostMessages(runtime.transactions(), runtime.outbox()),
                stock,
                warehouse);
    }

    @Bean
    StockCheck stockCheck(@Qualifier(RUNTIME) ContextRuntime runtime, Stock stock) {
        return new StockCheck(runtime.name(), runtime.jdbc(), stock);
    }

    @Bean
    SmartInitializingSingleton inventoryStart(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Warehouse warehouse,
            Stock stock,
            StockReceipts receipts,
            Infrastructure infrastructure) {
        return () -> {
            runtime.subscribe(new ReservationListener(warehouse, stock).subscription());
            if (infrastructure.entirelyEmbedded()) {
                SAMPLES.forEach(sku -> receipts.receive(sku, "sample", SAMPLE_QUANTITY));
            }
        };
    }

    @Bean
    AccessRules inventoryAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/stock/*", Role.AGENT, WAREHOUSE, Role.OPERATOR),
                allow(HttpMethod.POST, "/api/stock/*/receipts", WAREHOUSE));
    }
}
