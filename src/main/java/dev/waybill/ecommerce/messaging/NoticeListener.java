package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.ecommerce.EcommerceCommand;
import dev.waybill.contract.ecommerce.EcommerceCommand.NotifyCustomer;
import dev.waybill.ecommerce.application.Notices;
import dev.waybill.ecommerce.domain.Notice;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Subscription;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Receives the notices for customers. */
public final class NoticeListener {

    private final Notices notices;
    private final Clock clock;

    public NoticeListener(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** The subscription to the commands for ecommerce. */
    public Subscription<EcommerceCommand> subscription() {
        return Subscription.to("ecommerce.commands", EcommerceCommand.class)
                .inLanesOf("notice")
                .handlingWithEnvelope(this::handle);
    }

    /** The message's id is the notice's, so the notice is the same however often it comes. */
    private void handle(EcommerceCommand command, Envelope envelope) {
        switch (command) {
            case NotifyCustomer asked -> notices.notifyCustomer(asked.customerId(), notice(asked, envelope.id()));
        }
    }

    private Notice notice(NotifyCustomer asked, String id) {
        return new Notice(
                id,
                asked.orderId(),
                asked.purpose(),
                asked.detail(),
                asked.deadline(),
                asked.choices(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
