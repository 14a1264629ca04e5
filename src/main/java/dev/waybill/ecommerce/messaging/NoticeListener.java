package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.ecommerce.EcommerceCommand;
import dev.waybill.contract.ecommerce.EcommerceCommand.NotifyCustomer;
import dev.waybill.ecommerce.notice.Notice;
import dev.waybill.ecommerce.notice.Notices;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Subscription;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Receives what customers are to be notified of. */
public final class NoticeListener {

    private final Notices notices;
    private final Clock clock;

    public NoticeListener(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** Its subscription to the commands to ecommerce. */
    public Subscription<EcommerceCommand> subscription() {
        return Subscription.to("ecommerce.commands", EcommerceCommand.class)
                .inLanesOf("notice")
                .handlingWithEnvelope(this::handle);
    }

    /** The message's id is the notice's, so the notice is the same however often it comes. */
    private void handle(EcommerceCommand command, Envelope envelope) {
        switch (command) {
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
