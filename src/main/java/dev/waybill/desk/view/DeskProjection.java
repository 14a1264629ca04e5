package dev.waybill.desk.view;

import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.contract.ecommerce.EcommerceEvent.ProductPriced;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.inventory.InventoryEvent.StockReceived;
import dev.waybill.contract.order.OrderEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.platform.context.ContextRuntime;
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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Makes the desk's read models of what the desk has heard, message by message. */
@Component
public class DeskProjection implements Projection {

    private final DeskTables tables;

    DeskProjection(@Qualifier("deskParts") ContextRuntime parts) {
        this.tables = new DeskTables(parts.jdbc());
    }

    @Override
    public String name() {
        return "desk";
    }

    @Override
    public List<String> tables() {
        return DeskTables.NAMES;
    }

    /** Arrivals begin with the release that counts them, and copies of the one before do not write them. */
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
        messages.forEach(message -> take(message, after, tally));
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

    private static void take(LoggedMessage message, Map<String, OrderFacts> orders, Tally tally) {
        if (isAboutAnOrder(message)) {
            OrderFacts before = orders.getOrDefault(message.subject(), OrderFacts.unheard(message.subject()));
            OrderFacts after = with(before, message);
            Status status = after.standing().status();
            if (message.type().equals("OrderPlaced")) { // also when others were heard of it before
                tally.came(Status.PLACED, message.time());
            } else if (!status.equals(before.standing().status())) {
                tally.came(status, message.time());
            }
            orders.put(message.subject(), after);
        } else if (message.source().equals("inventory")) {
            if (message.as(InventoryEvent.class) instanceof StockReceived received) {
                tally.received(received.sku(), received.quantity());
            }
        } else {
            take(message.as(EcommerceEvent.class), orders, tally);
        }
    }

    private static void take(EcommerceEvent event, Map<String, OrderFacts> orders, Tally tally) {
        switch (event) {
            case ProductPriced product -> tally.priced(product);
            case CheckedOut cart ->
                orders.compute(
                        cart.orderId(),
                        (id, facts) -> (facts == null ? OrderFacts.unheard(id) : facts).fromCart(cart.cartId()));
            case EcommerceEvent.DiscountCodeDefined code -> {
                // nothing that the desk shows
            }
            case EcommerceEvent.CustomerErased erased -> {
                // the views hold nothing personal
            }
            case EcommerceEvent.TariffDefined tariff -> {
                // nothing that the desk shows
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
            default -> throw new IllegalArgumentException(message.source() + " tells nothing of orders");
        };
    }
}
