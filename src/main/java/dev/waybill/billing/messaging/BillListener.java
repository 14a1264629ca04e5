package dev.waybill.billing.messaging;

import dev.waybill.billing.Bills;
import dev.waybill.billing.domain.BillCommand.Authorize;
import dev.waybill.billing.domain.BillCommand.Capture;
import dev.waybill.billing.domain.BillCommand.Release;
import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.BillEvent.RequestedLine;
import dev.waybill.contract.billing.BillingCommand;
import dev.waybill.contract.billing.BillingCommand.AuthorizePayment;
import dev.waybill.contract.billing.BillingCommand.CapturePayment;
import dev.waybill.contract.billing.BillingCommand.ChangePaymentMethod;
import dev.waybill.contract.billing.BillingCommand.PrepareInvoice;
import dev.waybill.contract.billing.BillingCommand.ReleasePayment;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import java.time.Clock;
import java.util.Collection;

/** Hears what orders need of billing. */
public final class BillListener implements Listener {

    private final Bills bills;
    private final Clock clock;

    public BillListener(Bills bills, Clock clock) {
        this.bills = bills;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return "billing.commands";
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("bill", subject);
    }

    @Override
    public void prepare(Collection<?> messages) {
        bills.prefetch(messages.stream()
                .map(message -> ((BillingCommand) message).orderId())
                .distinct()
                .toList());
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        switch ((BillingCommand) message) {
            case PrepareInvoice command -> bills.prepare(request(command));
            case AuthorizePayment(var orderId, var revision, var method) ->
                bills.handle(orderId, new Authorize(orderId, revision, method, clock.instant()));
            case ChangePaymentMethod(var orderId, var revision, var method) ->
                bills.handle(orderId, new Authorize(orderId, revision, method, clock.instant()));
            case CapturePayment(var orderId, var revision) ->
                bills.handle(orderId, new Capture(orderId, revision, clock.instant()));
            case ReleasePayment(var orderId, var revision, var reason) ->
                bills.handle(orderId, new Release(revision, reason));
        }
    }

    private static InvoiceRequest request(PrepareInvoice command) {
        var discount = command.discount();
        var quoted = command.quotedTotal();
        return new InvoiceRequest(
                command.orderId(),
                command.revision(),
                command.lines().stream()
                        .map(line -> new RequestedLine(line.sku(), line.quantity(), line.priceVersion()))
                        .toList(),
                discount == null ? null : discount.code(),
                discount == null ? 0 : discount.version(),
                command.tariffVersion(),
                command.country(),
                quoted == null ? null : quoted.minor());
    }
}
