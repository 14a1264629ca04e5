package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.ecommerce.EcommerceCommand;
import dev.waybill.contract.ecommerce.EcommerceCommand.NotifyCustomer;
import dev.waybill.ecommerce.notice.Notice;
import dev.waybill.ecommerce.notice.Notices;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Hears what customers are to be told. */
public final class NoticeListener implements Listener {

    private final Notices notices;
    private final Clock clock;

    public NoticeListener(Notices notices, Clock clock) {
        this.notices = notices;
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

    /** The message's id is the notice's, so the notice is the same however often it comes. */
    @Override
    public void handle(Object message, Envelope envelope) {
        switch ((EcommerceCommand) message) {
            case NotifyCustomer told -> notices.tell(told.customerId(), notice(told, envelope.id()));
        }
    }

    private Notice notice(NotifyCustomer told, String id) {
        return new Notice(
                id,
                told.orderId(),
                told.purpose(),
                told.detail(),
                told.deadline(),
                told.choices(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
