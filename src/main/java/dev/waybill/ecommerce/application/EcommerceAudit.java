package dev.waybill.ecommerce.application;

import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.SentMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far the orders of carts are in the shop, for the comparison with the other contexts. */
public final class EcommerceAudit implements AuditedContext {

    private final JdbcTemplate jdbc;
    private final LostMessages lostMessages;
    private final Carts carts;
    private final CartOrders orders;
    private final Catalogue catalogue;

    public EcommerceAudit(
            JdbcTemplate jdbc, LostMessages lostMessages, Carts carts, CartOrders orders, Catalogue catalogue) {
        this.jdbc = jdbc;
        this.lostMessages = lostMessages;
        this.carts = carts;
        this.orders = orders;
        this.catalogue = catalogue;
    }

    @Override
    public String context() {
        return "ecommerce";
    }

    /** Codes and tariffs are published with another subject than their stream's id, so they are not compared. */
    @Override
    public List<String> categories() {
        return List.of(Carts.CATEGORY, Catalogue.PRODUCT, "notice", "order-told");
    }

    /** The shop does not know whether an order has ended. */
    @Override
    public Collection<String> open() {
        return List.of();
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        return orders.entries(subjects);
    }

    @Override
    public Mended sendAgain(Repair repair) {
        String subject = repair.subject();
        List<SentMessage> cart = carts.sent(subject);
        return cart.isEmpty()
                ? republish(Catalogue.PRODUCT, repair, catalogue.sent(subject), null)
                : republish(Carts.CATEGORY, repair, cart, carts.get(subject).customerId());
    }

    private Mended republish(String category, Repair repair, List<SentMessage> sent, @Nullable String customer) {
        var stream = new StreamId(category, repair.subject());
        return lostMessages.sendAgain(stream, repair, sent, customer, () -> {});
    }
}
