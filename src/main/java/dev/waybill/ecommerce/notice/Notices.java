package dev.waybill.ecommerce.notice;

import dev.waybill.platform.context.ContextRuntime;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What customers are told: a notice is in the mailbox with the message that asks for it, and goes on to the customer by a
 * call after the commit, if anything but the mailbox is there to take it.
 */
@Component
public class Notices {

    private static final String TELL = "tell-customer";

    private final ContextRuntime parts;
    private final Mailbox mailbox;
    private final Contacts contacts;
    private final Optional<CustomerNotice> channel;

    Notices(
            @Qualifier("ecommerceParts") ContextRuntime parts,
            Mailbox mailbox,
            Contacts contacts,
            Optional<CustomerNotice> channel) {
        this.parts = parts;
        this.mailbox = mailbox;
        this.contacts = contacts;
        this.channel = channel;
        channel.ifPresent(told -> parts.calls().register(TELL, "notice", (call, orderId) -> {
            tell(told, call.substring(call.indexOf(':') + 1));
            return () -> {};
        }));
    }

    /** Notifies a customer, with the current transaction; one who was erased gets no notices any more. */
    public void tell(String customerId, Notice notice) {
        if (parts.personal().isErased(customerId)) {
            return;
        }
        mailbox.put(customerId, notice);
        if (channel.isPresent()) {
            parts.calls().ask(TELL + ":" + notice.noticeId(), TELL, notice.orderId());
        }
    }

    private void tell(CustomerNotice told, String noticeId) throws Exception {
        var letter = mailbox.find(noticeId).orElse(null);
        if (letter != null) {
            String customer = letter.customerId();
            told.tell(customer, contacts.emailOf(customer).orElse(null), letter.notice());
        }
    }
}
