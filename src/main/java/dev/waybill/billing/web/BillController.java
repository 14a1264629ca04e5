package dev.waybill.billing.web;

import dev.waybill.billing.application.Bills;
import dev.waybill.billing.application.Journal;
import dev.waybill.billing.gateway.SandboxPaymentGateway;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bills over HTTP. */
@RestController
class BillController {

    private final Bills bills;
    private final Journal journal;
    private final ObjectProvider<SandboxPaymentGateway> sandbox;

    BillController(Bills bills, Journal journal, ObjectProvider<SandboxPaymentGateway> sandbox) {
        this.bills = bills;
        this.journal = journal;
        this.sandbox = sandbox;
    }

    @GetMapping("/api/bills/{orderId}")
    BillJson get(@PathVariable String orderId) {
        return bills.find(orderId)
                .map(bill -> BillJson.of(orderId, bill, journal.of(orderId)))
                .orElseThrow(() -> ProblemException.notFound("bill of order " + orderId));
    }

    /** The payments of an order as the sandbox has recorded them, if that is the provider. */
    @GetMapping("/api/sandbox/payments")
    @Refuses(HttpStatus.NOT_FOUND)
    List<SandboxPaymentJson> payments(@RequestParam @Text String orderId) {
        SandboxPaymentGateway provider = sandbox.getIfAvailable();
        if (provider == null) {
            throw ProblemException.notFound("sandbox provider; a real one is configured");
        }
        return provider.entries(orderId).stream().map(SandboxPaymentJson::of).toList();
    }
}
