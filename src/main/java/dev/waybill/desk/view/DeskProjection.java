package dev.waybill.desk.view;

import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.contract.ecommerce.EcommerceEvent.ProductPriced;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.inventory.InventoryEvent.StockReceived;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.platform.eventstore.LoggedEvent;
import dev.waybill.platform.messaging.LoggedMessage;
import dev.waybill.platform.messaging.MessageLog;
import dev.waybill.platform.projection.Projection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/** Derives the desk's read models from the messages that the desk has received. */
public final class DeskProjection implements Projection {

    private final DeskTables tables;

    public DeskProjection(JdbcTemplate jdbc) {
        this.tables = new DeskTables(jdbc);
    }

    @Override
    public String name() {
        return "desk";
    }

    @Override
    public List<String> tables() {
        return DeskTables.NAMES;
    }

    /** Arrivals are left out: they begin with the release that counts them, and copies of the previous release do not write them. */
    @Override
    public List<String> comparedTables() {
        return DeskTables.COMPARED;
    }

    @Override
    public void apply(List<LoggedEvent> events, UnaryOperator<String> table) {
        List<LoggedMessage> messages =
                events.stream().map(event -> MessageLog.blank(event.event())).toList();
        Map<String, OrderFacts> before = tables.load(orderIds(messages), table);
        Map<String, OrderFacts> after = new HashMap<>(before);
        var tally = new Tally();
        messages.forEach(message -> apply(message, after, tally));
        before.values().forEach(tally::left);
        after.values().forEach(tally::appeared);
        tables.save(after.values(), tally, table);
    }

    private static Set<String> orderIds(List<LoggedMessage> messages) {
        Set<String> ids = new LinkedHashSet<>();
        messages.stream().filter(DeskProjection::isAboutAnOrder).forEach(message -> ids.add(message.subject()));
        messages.stream()
                .filter(message -> message.type().equals("CheckedOut"))
                .forEach(message -> ids.add(((CheckedOut) message.as(EcommerceEvent.class)).orderId()));
        return ids;
    }

    private static boolean isAboutAnOrder(LoggedMessage message) {
        return switch (message.source()) {
            case "order", "billing", "shipping" -> true;
            case "inventory" -> !message.type().equals("StockReceived");
            default -> false;
        };
    }

    private static void apply(LoggedMessage message, Map<String, OrderFacts> orders, Tally tally) {
        if (isAboutAnOrder(message)) {
            OrderFacts before = orders.getOrDefault(message.subject(), OrderFacts.unknown(message.subject()));
            OrderFacts after = with(before, message);
            Status status = after.standing().status();
            if (message.type().equals("OrderPlaced")) { // even if messages of other contexts were received first
                tally.reached(Status.PLACED, message.time());
            } else if (!status.equals(before.standing().status())) {
                tally.reached(status, message.time());
            }
            orders.put(message.subject(), after);
        } else if (message.source().equals("inventory")) {
            if (message.as(InventoryEvent.class) instanceof StockReceived received) {
                tally.received(received.sku(), received.quantity());
            }
        } else {
            apply(message.as(EcommerceEvent.class), orders, tally);
        }
    }

    private static void apply(EcommerceEvent event, Map<String, OrderFacts> orders, Tally tally) {
        switch (event) {
            case ProductPriced product -> tally.priced(product);
            case CheckedOut cart ->
                orders.compute(
                        cart.orderId(),
                        (id, facts) -> (facts == null ? OrderFacts.unknown(id) : facts).fromCart(cart.cartId()));
            case EcommerceEvent.DiscountCodeDefined code -> {
                // the desk does not show it
            }
            case EcommerceEvent.CustomerErased erased -> {
                // the views hold nothing personal
            }
            case EcommerceEvent.TariffDefined tariff -> {
                // the desk does not show it
            }
        }
    }

    /** The facts after a message about their order. */
    static OrderFacts with(OrderFacts facts, LoggedMessage message) {
        return switch (message.source()) {
            case "order" -> facts.with(message.as(OrderEvent.class), message.time());
            case "billing" -> facts.with(message.as(BillingEvent.class), message.time());
            case "inventory" -> facts.with(message.as(InventoryEvent.class), message.time());
            case "shipping" -> facts.with(message.as(ShippingEvent.class), message.time());
            default -> throw new IllegalArgumentException(message.source() + " publishes nothing about orders");
        };
    }
}
