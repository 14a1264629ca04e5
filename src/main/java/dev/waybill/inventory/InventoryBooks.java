package dev.waybill.inventory;

import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import dev.waybill.inventory.messaging.InventoryPublisher;
import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.messaging.SentMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Inventory's books: what was set aside and issued for each order. */
@Component
class InventoryBooks implements AuditedContext {

    private static final String OPEN = "select substr(id, 13) from inventory.stream s where id like 'reservation/%'"
            + " and version > 0 and not exists (select from inventory.event e where e.stream = s.id"
            + " and e.type in ('StockReleased', 'StockIssued'))";

    private final ContextRuntime parts;
    private final Stock stock;
    private final Warehouse warehouse;
    private final InventoryPublisher publisher;

    InventoryBooks(
            @Qualifier("inventoryParts") ContextRuntime parts,
            Stock stock,
            Warehouse warehouse,
            InventoryPublisher publisher) {
        this.parts = parts;
        this.stock = stock;
        this.warehouse = warehouse;
        this.publisher = publisher;
    }

    @Override
    public ContextRuntime parts() {
        return parts;
    }

    @Override
    public List<String> categories() {
        return List.of("reservation", "stock");
    }

    @Override
    public Collection<String> open() {
        return parts.jdbc().queryForList(OPEN, String.class);
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        Map<String, AuditEntry> standings = new HashMap<>();
        stock.replayed(subjects).forEach((order, reservation) -> standings.put(order, standing(reservation)));
        return standings;
    }

    private Object receipt(String sku, StockEvent event) {
        var delivery = (StockEvent.StockReceived) event;
        return publisher.receipt(sku, delivery.quantity(), delivery.reference());
    }

    private static AuditEntry standing(Reservation reservation) {
        boolean issued = reservation.phase() == Reservation.Phase.ISSUED;
        return new AuditEntry(
                reservation.phase().name(),
                reservation.revision(),
                null,
                false,
                Map.of(),
                pieces(issued ? reservation.wanted() : reservation.held()));
    }

    private static Map<String, Long> pieces(Needs needs) {
        Map<String, Long> pieces = new HashMap<>();
        needs.pieces().forEach((sku, quantity) -> pieces.put(sku, (long) quantity));
        return pieces;
    }

    @Override
    public Mended mend(Repair repair) {
        if (!repair.kind().equals("say-again")) {
            return Mended.impossible("inventory knows no repair " + repair.kind());
        }
        String subject = repair.subject();
        parts.transactions().current().lock(List.of(Stock.queueLock()));
        if (stock.isOrder(subject)) {
            return LostMessages.sendAgain(
                    parts,
                    Stock.reservationOf(subject),
                    repair,
                    List.of(), // an answer that is given again leaves no event
                    null,
                    () -> warehouse.sayAgain(subject));
        }
        List<SentMessage> deliveries = stock.deliveries(subject).stream()
                .map(step -> new SentMessage(receipt(subject, step.event()), step.stored()))
                .toList();
        return LostMessages.sendAgain(parts, Stock.itemOf(subject), repair, deliveries, null, () -> {});
    }
}
