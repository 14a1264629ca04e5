package dev.waybill.billing.messaging;

import dev.waybill.billing.application.Bills;
import dev.waybill.billing.application.InvoicePreparation;
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
import dev.waybill.platform.messaging.Subscription;
import java.time.Clock;
import java.util.List;

/** Receives what orders need of billing. */
public final class BillListener {

    private final Bills bills;
    private final InvoicePreparation invoices;
    private final Clock clock;

    public BillListener(Bills bills, InvoicePreparation invoices, Clock clock) {
        this.bills = bills;
        this.invoices = invoices;
        this.clock = clock;
    }

    /** The subscription to the commands to billing. */
    public Subscription<BillingCommand> subscription() {
        return Subscription.to("billing.commands", BillingCommand.class)
                .inLanesOf("bill")
                .handling(this::handle)
                .loading(this::load);
    }

    private void load(List<BillingCommand> commands) {
        bills.prefetch(commands.stream().map(BillingCommand::orderId).distinct().toList());
    }

    private void handle(BillingCommand command) {
        switch (command) {
            case PrepareInvoice prepare -> invoices.prepare(request(prepare));
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
