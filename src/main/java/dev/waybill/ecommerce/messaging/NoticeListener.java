package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.ecommerce.EcommerceCommand;
import dev.waybill.contract.ecommerce.EcommerceCommand.NotifyCustomer;
import dev.waybill.ecommerce.notice.Mailbox;
import dev.waybill.ecommerce.notice.Notice;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Listener;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Hears what customers are to be told. */
public final class NoticeListener implements Listener {

    private final Mailbox mailbox;
    private final Clock clock;

    public NoticeListener(Mailbox mailbox, Clock clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return "ecommerce.commands";
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("notice", subject);
    }

    @Override
    public void handle(Object message) {
        switch ((EcommerceCommand) message) {
            case NotifyCustomer told ->
                mailbox.put(
                        told.customerId(),
                        new Notice(
                                told.orderId(),
                                told.purpose().name(),
                                told.detail(),
                                told.deadline(),
                                told.choices().stream().map(Enum::name).toList(),
                                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
    }
}
