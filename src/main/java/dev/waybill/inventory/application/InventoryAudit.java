package dev.waybill.inventory.application;

import dev.waybill.inventory.domain.Needs;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.StockItem.StockEvent;
import dev.waybill.inventory.publishing.InventoryPublisher;
import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.messaging.SentMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What inventory has reserved and issued for each order, for the comparison with the other contexts. */
public final class InventoryAudit implements AuditedContext {

    private static final String OPEN = """
            select substr(id, 13) from inventory.stream s where id like 'reservation/%' and version > 0
              and not exists (select from inventory.event e where e.stream = s.id
                              and e.type in ('StockReleased', 'StockIssued'))""";

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final LostMessages lostMessages;
    private final Stock stock;
    private final Warehouse warehouse;

    public InventoryAudit(
            JdbcTemplate jdbc, Transactions transactions, LostMessages lostMessages, Stock stock, Warehouse warehouse) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.lostMessages = lostMessages;
        this.stock = stock;
        this.warehouse = warehouse;
    }

    @Override
    public String context() {
        return "inventory";
    }

    @Override
    public List<String> categories() {
        return List.of(StockStreams.RESERVATIONS, StockStreams.ITEMS);
    }

    @Override
    public Collection<String> open() {
        return jdbc.queryForList(OPEN, String.class);
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        Map<String, AuditEntry> entries = new HashMap<>();
        stock.replayedReservations(subjects).forEach((order, reservation) -> entries.put(order, entry(reservation)));
        return entries;
    }

    private static AuditEntry entry(Reservation reservation) {
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
    public Mended sendAgain(Repair repair) {
        String subject = repair.subject();
        transactions.current().lock(List.of(StockStreams.queue()));
        if (stock.isOrder(subject)) {
            return lostMessages.sendAgain(
                    StockStreams.reservationOf(subject),
                    repair,
                    List.of(), // an answer that is repeated leaves no event
                    null,
                    () -> warehouse.republish(subject));
        }
        List<SentMessage> deliveries = stock.deliveries(subject).stream()
                .map(step -> new SentMessage(
                        InventoryPublisher.message(subject, (StockEvent.StockReceived) step.event()), step.stored()))
                .toList();
        return lostMessages.sendAgain(StockStreams.itemOf(subject), repair, deliveries, null, () -> {});
    }
}
