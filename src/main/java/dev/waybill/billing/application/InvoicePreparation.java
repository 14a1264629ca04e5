package dev.waybill.billing.application;

import dev.waybill.billing.domain.BillCommand.AwaitPrices;
import dev.waybill.billing.domain.BillCommand.Prepare;
import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Transactions;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Drafts invoices: at once, or when billing's copy of the price list has the versions that the order names. */
public final class InvoicePreparation {

    private final Bills bills;
    private final PriceList priceList;
    private final JdbcTemplate jdbc;
    private final Transactions transactions;

    public InvoicePreparation(Bills bills, PriceList priceList, JdbcTemplate jdbc, Transactions transactions) {
        this.bills = bills;
        this.priceList = priceList;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Drafts the invoice with the current transaction, or records that it waits for prices. */
    public void prepare(InvoiceRequest request) {
        priceList
                .draft(request)
                .ifPresentOrElse(
                        draft -> bills.handle(request.orderId(), new Prepare(request, draft)),
                        () -> awaitPrices(request));
    }

    private void awaitPrices(InvoiceRequest request) {
        bills.handle(request.orderId(), new AwaitPrices(request));
        jdbc.update("insert into billing.waiting_bill (order_id) values (?) on conflict do nothing", request.orderId());
    }

    /**
     * Drafts the waiting invoices whose prices are known by now, some at a time. They are drawn at random, so that those
     * whose prices stay unknown hold up no other. Returns false: there is nothing to do again at once.
     */
    public boolean retryWaiting() {
        List<String> waiting = jdbc.queryForList(
                "select order_id from billing.waiting_bill order by random() limit 100", String.class);
        waiting.forEach(orderId -> transactions.run(() -> retry(orderId)));
        return false;
    }

    private void retry(String orderId) {
        InvoiceRequest request = bills.locked(orderId).awaitingPrices();
        if (request == null) {
            forget(orderId);
        } else {
            priceList.draft(request).ifPresent(draft -> {
                transactions.current().because(Cause.of(orderId, "prices:" + orderId));
                bills.handle(orderId, new Prepare(request, draft));
                forget(orderId);
            });
        }
    }

    private void forget(String orderId) {
        jdbc.update("delete from billing.waiting_bill where order_id = ?", orderId);
    }
}
