package dev.waybill.inventory.application;

import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.web.ProblemException;
import java.util.List;

/** Books deliveries: each once, known by its reference. */
public final class StockReceipts {

    private final Transactions transactions;
    private final Warehouse warehouse;

    public StockReceipts(Transactions transactions, Warehouse warehouse) {
        this.transactions = transactions;
        this.warehouse = warehouse;
    }

    /** Receives pieces of a SKU; the same reference again adds nothing, with another quantity it is refused. */
    public void receive(String sku, String reference, int quantity) {
        transactions.run(() -> {
            transactions.current().lock(List.of(StockStreams.queue()));
            int booked = warehouse.receive(sku, reference, quantity);
            if (booked != quantity) {
                throw ProblemException.conflict(
                        "receipt-differs",
                        "the receipt \"" + reference + "\" of " + sku + " was booked with " + booked + " pieces");
            }
        });
    }
}
