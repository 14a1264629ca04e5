package dev.waybill.order.application;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.process.ProcessRebase;
import dev.waybill.order.process.ProcessRepair;
import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.SentMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the order context has recorded of each order: its status, its money and its pieces, and the repairs of it. */
public class OrderAudit implements AuditedContext {

    private static final String OPEN =
            "select order_id from orders.order_view where status not in ('COMPLETED', 'CANCELLED')"
                    + " union select business_key_ from orders.act_ru_execution where business_key_ is not null";

    private final JdbcTemplate jdbc;
    private final LostMessages lostMessages;
    private final Runnable rebuildSearch;
    private final Orders orders;
    private final ProcessRepair process;
    private final ProcessRebase rebase;

    /** @param rebuildSearch begins to rebuild the view that orders are searched by */
    public OrderAudit(
            JdbcTemplate jdbc,
            LostMessages lostMessages,
            Orders orders,
            ProcessRepair process,
            ProcessRebase rebase,
            Runnable rebuildSearch) {
        this.jdbc = jdbc;
        this.lostMessages = lostMessages;
        this.rebuildSearch = rebuildSearch;
        this.orders = orders;
        this.process = process;
        this.rebase = rebase;
    }

    @Override
    public String context() {
        return "order";
    }

    @Override
    public List<String> categories() {
        return List.of(Orders.CATEGORY, "price-list");
    }

    @Override
    public Collection<String> open() {
        return jdbc.queryForList(OPEN, String.class);
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        Map<String, AuditEntry> entries = new HashMap<>();
        orders.replayed(subjects).forEach((id, order) -> entries.put(id, entry(order)));
        return entries;
    }

    private static AuditEntry entry(Order order) {
        return new AuditEntry(
                order.status().name(),
                order.revision(),
                null,
                false,
                ExpectedHoldings.amounts(order),
                order.terms().pieces().stream()
                        .collect(Collectors.toMap(Pieces::sku, line -> (long) line.quantity(), Math::addExact)),
                ExpectedHoldings.of(order));
    }

    @Override
    public Mended mend(Repair repair) {
        if (repair.kind().equals("rebuild-view")) {
            rebuildSearch.run();
            return Mended.done("the search is rebuilt from the orders' events");
        }
        Order order = orders.locked(repair.subject());
        if (order.placed() == null) {
            return Mended.impossible("there is no order " + repair.subject());
        }
        return switch (repair.kind()) {
            case "resume-process" -> process.resume(order);
            case "end-process" -> process.end(order);
            case "rebase-process" -> rebase.move(order);
            case "ask-again" -> process.askAgain(order, repair.peer());
            default -> AuditedContext.super.mend(repair);
        };
    }

    @Override
    public Mended sendAgain(Repair repair) {
        Order order = orders.locked(repair.subject());
        String exchange = repair.exchange();
        List<SentMessage> sent = exchange.equals("order.events") ? orders.sentMessages(order.id()) : List.of();
        String asked = exchange.replace(".commands", "");
        return lostMessages.sendAgain(
                new StreamId(Orders.CATEGORY, order.id()),
                repair,
                sent,
                order.customerId(),
                () -> process.askAgain(order, asked));
    }
}
