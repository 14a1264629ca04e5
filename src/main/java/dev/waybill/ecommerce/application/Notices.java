package dev.waybill.ecommerce.application;

import dev.waybill.ecommerce.domain.Notice;
import dev.waybill.ecommerce.notice.CustomerNotice;
import dev.waybill.ecommerce.notice.Mailbox;
import dev.waybill.platform.calls.RemoteCalls;
import dev.waybill.platform.personal.PersonalJson;
import java.util.List;
import java.util.Optional;

/**
 * Notifies customers: a notice is put into the mailbox in the transaction of the message that asks for it. A call after the
 * commit sends it on to the customer, if there is a channel beside the mailbox.
 */
public final class Notices {

    private static final String SEND = "tell-customer";

    private final PersonalJson personal;
    private final RemoteCalls calls;
    private final Mailbox mailbox;
    private final Contacts contacts;
    private final Optional<CustomerNotice> channel;

    public Notices(
            PersonalJson personal,
            RemoteCalls calls,
            Mailbox mailbox,
            Contacts contacts,
            Optional<CustomerNotice> channel) {
        this.personal = personal;
        this.calls = calls;
        this.mailbox = mailbox;
        this.contacts = contacts;
        this.channel = channel;
        channel.ifPresent(sender -> calls.register(SEND, "notice", (call, orderId) -> {
            send(sender, call.substring(call.indexOf(':') + 1));
            return () -> {};
        }));
    }

    /** Notifies a customer, with the current transaction; an erased customer gets no more notices. */
    public void notifyCustomer(String customerId, Notice notice) {
        if (personal.isErased(customerId)) {
            return;
        }
        mailbox.put(customerId, notice);
        if (channel.isPresent()) {
            calls.ask(SEND + ":" + notice.noticeId(), SEND, notice.orderId());
        }
    }

    /** The last notices for a customer, newest first. */
    public List<Notice> of(String customerId) {
        return mailbox.of(customerId);
    }

    private void send(CustomerNotice sender, String noticeId) throws Exception {
        var letter = mailbox.find(noticeId).orElse(null);
        if (letter != null) {
            String customer = letter.customerId();
            sender.send(customer, contacts.emailOf(customer).orElse(null), letter.notice());
        }
    }
}
