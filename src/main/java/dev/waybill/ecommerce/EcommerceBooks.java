package dev.waybill.ecommerce;

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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The shop's books: what it was told of the orders of its carts. */
@Component
class EcommerceBooks implements AuditedContext {

    private final ContextRuntime parts;
    private final Carts carts;
    private final Catalogue catalogue;

    EcommerceBooks(@Qualifier("ecommerceParts") ContextRuntime parts, Carts carts, Catalogue catalogue) {
        this.parts = parts;
        this.carts = carts;
        this.catalogue = catalogue;
    }

    @Override
    public ContextRuntime parts() {
        return parts;
    }

    /** Codes and tariffs are told under another name than their stream's, so they are not compared. */
    @Override
    public List<String> categories() {
        return List.of("cart", "product", "notice", "order-told");
    }

    /** Whether an order has ended is not the shop's to know. */
    @Override
    public Collection<String> open() {
        return List.of();
    }

    @Override
    public Map<String, AuditEntry> standings(Set<String> subjects) {
        return carts.told(subjects);
    }

    @Override
    public Mended mend(Repair repair) {
        if (!repair.kind().equals("say-again")) {
            return Mended.impossible("ecommerce knows no repair " + repair.kind());
        }
        String subject = repair.subject();
        List<SentMessage> cart = carts.said(subject);
        return cart.isEmpty()
                ? sayAgain("product", repair, catalogue.said(subject), null)
                : sayAgain("cart", repair, cart, carts.get(subject).customerId());
    }

    private Mended sayAgain(String category, Repair repair, List<SentMessage> said, @Nullable String customer) {
        var stream = new StreamId(category, repair.subject());
        return LostMessages.sendAgain(parts, stream, repair, said, customer, () -> {});
    }
}
