package dev.waybill.ecommerce.application;

import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.SentMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far the orders of carts are in the shop, for the comparison with the other contexts. */
public final class EcommerceAudit implements AuditedContext {

    private final ContextRuntime runtime;
    private final Carts carts;
    private final CartOrders orders;
    private final Catalogue catalogue;

    public EcommerceAudit(ContextRuntime runtime, Carts carts, CartOrders orders, Catalogue catalogue) {
        this.runtime = runtime;
        this.carts = carts;
        this.orders = orders;
        this.catalogue = catalogue;
    }

    @Override
    public ContextRuntime parts() {
        return runtime;
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
    public Mended mend(Repair repair) {
        if (!repair.kind().equals("say-again")) {
            return Mended.impossible("ecommerce knows no repair " + repair.kind());
        }
        String subject = repair.subject();
        List<SentMessage> cart = carts.sent(subject);
        return cart.isEmpty()
                ? republish(Catalogue.PRODUCT, repair, catalogue.sent(subject), null)
                : republish(Carts.CATEGORY, repair, cart, carts.get(subject).customerId());
    }

    private Mended republish(String category, Repair repair, List<SentMessage> sent, @Nullable String customer) {
        var stream = new StreamId(category, repair.subject());
        return LostMessages.sendAgain(runtime, stream, repair, sent, customer, () -> {});
    }
}
