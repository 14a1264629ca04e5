package dev.waybill.inventory.messaging;

import dev.waybill.contract.Line;
import dev.waybill.contract.order.OrderEvent.OrderPlaced;
import dev.waybill.platform.messaging.Subscription;
import java.util.List;
import java.util.function.Consumer;

/** Counts what customers order. */
public final class DemandListener {

    private final Consumer<List<Line>> demand;

    public DemandListener(Consumer<List<Line>> demand) {
        this.demand = demand;
    }

    /** Its subscription to what order publishes. */
    public Subscription<OrderPlaced> subscription() {
        return Subscription.to("inventory.hears.order.events", OrderPlaced.class)
                .inLanesOf("demand")
                .handling(placed -> demand.accept(placed.lines()));
    }
}
