package dev.waybill.shipping.application;

import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.eventstore.StreamId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the shipment of each order is. */
public final class ShippingAudit implements AuditedContext {

    private static final String OPEN = "select substr(id, 10) from shipping.stream s where id like 'shipment/%'"
            + " and version > 0 and not exists (select from shipping.event e where e.stream = s.id"
            + " and e.type in ('ShipmentDelivered', 'ShipmentCancelled'))";

    private final JdbcTemplate jdbc;
    private final LostMessages lostMessages;
    private final Shipments shipments;

    public ShippingAudit(JdbcTemplate jdbc, LostMessages lostMessages, Shipments shipments) {
        this.jdbc = jdbc;
        this.lostMessages = lostMessages;
        this.shipments = shipments;
    }

    @Override
    public String context() {
        return "shipping";
    }

    @Override
    public List<String> categories() {
        return List.of(Shipments.CATEGORY);
    }

    @Override
    public Collection<String> open() {
        return jdbc.queryForList(OPEN, String.class);
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        Set<String> busy = new HashSet<>(jdbc.queryForList("select subject from shipping.remote_call", String.class));
        Map<String, AuditEntry> standings = new HashMap<>();
        shipments
                .replayed(subjects)
                .forEach((order, shipment) -> standings.put(
                        order,
                        new AuditEntry(
                                shipment.status().name(),
                                shipment.revision(),
                                null,
                                busy.contains(order),
                                Map.of(),
                                Map.of())));
        return standings;
    }

    @Override
    public Mended sendAgain(Repair repair) {
        String orderId = repair.subject();
        return lostMessages.sendAgain(
                new StreamId(Shipments.CATEGORY, orderId),
                repair,
                shipments.sent(orderId),
                null,
                () -> shipments.republish(orderId));
    }
}
