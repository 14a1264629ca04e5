package dev.waybill.inventory.messaging;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dev.waybill.inventory.domain.Needs;
import dev.waybill.platform.context.ContextParts;
import java.util.HashMap;
import java.util.Map;

/** Publishes nothing, and knows what each order was told last. */
public final class LastTold extends InventoryPublisher {

    private static final ContextParts NO_PARTS =
            mock(ContextParts.class, withSettings().stubOnly());

    private final Map<String, String> told = new HashMap<>();

    public LastTold() {
        super(NO_PARTS);
    }

    /** The answer's name with its revision. */
    public String to(String orderId) {
        return told.getOrDefault(orderId, "nothing");
    }

    @Override
    public void reserved(String orderId, int revision, Needs items) {
        tell(orderId, "reserved", revision);
    }

    @Override
    public void backOrdered(String orderId, int revision, long place, Needs held, Needs missing) {
        tell(orderId, "backOrdered", revision);
    }

    @Override
    public void released(String orderId, int revision) {
        tell(orderId, "released", revision);
    }

    @Override
    public void issued(String orderId, int revision, Needs items) {
        tell(orderId, "issued", revision);
    }

    @Override
    public void received(String sku, int quantity, String reference) {
        // no order is told of a delivery, only of what it fills
    }

    private void tell(String orderId, String answer, int revision) {
        told.put(orderId, answer + " at revision " + revision);
    }
}
