package dev.waybill.inventory;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.web.ProblemException;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Takes stock in: each delivery once, known by its reference. */
@Component
public class StockReceipts {

    private final ContextRuntime parts;
    private final Warehouse warehouse;

    StockReceipts(@Qualifier("inventoryParts") ContextRuntime parts, Warehouse warehouse) {
        this.parts = parts;
        this.warehouse = warehouse;
    }

    /** Receives pieces of a SKU; the same reference again adds nothing, with another quantity it is refused. */
    public void receive(String sku, String reference, int quantity) {
        parts.transactions().run(() -> {
            parts.transactions().current().lock(List.of(Stock.queueLock()));
            int booked = warehouse.receive(sku, reference, quantity);
            if (booked != quantity) {
                throw ProblemException.conflict(
                        "receipt-differs",
                        "the receipt \"" + reference + "\" of " + sku + " was booked with " + booked + " pieces");
            }
        });
    }
}
