package dev.waybill.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.billing.domain.BillEvent.CreditNoteIssued;
import dev.waybill.billing.domain.BillEvent.InvoiceIssued;
import dev.waybill.billing.domain.BillingModel.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The ledger under every interleaving of what an order asks and what the payment provider answers. */
class LedgerPropertiesTest {

    private static final int TRIES = 5_000;

    @Provide
    Arbitrary<List<BillHistories.Step>> histories() {
        return BillHistories.all();
    }

    /** Posts what a bill decides, and checks at each commit that the ledger holds. */
    private static final class PostedLedger implements Watch {

        private final List<Posting> postings = new ArrayList<>();
        private Bill bill = Bill.NONE;

        @Override
        public void decided(BillCommand command, List<BillEvent> events, Bill after) {
            for (BillEvent event : events) {
                postings.addAll(Ledger.of(bill, event));
                bill = BillEvolution.evolve(bill, event);
            }
            assertHolds();
        }

        private long balance(Account account, Predicate<Posting> of) {
            return account.balance(
                    sum(of.and(posting -> posting.debit() == account)),
                    sum(of.and(posting -> posting.credit() == account)));
        }

        private long sum(Predicate<Posting> which) {
            return postings.stream().filter(which).mapToLong(Posting::amount).sum();
        }

        private long balance(Account account) {
            return balance(account, posting -> true);
        }

        private long collected(String payment) {
            return balance(Account.CAPTURED, posting -> posting.document().equals(payment))
                    - balance(Account.REFUNDED, posting -> posting.document().equals(payment));
        }

        private void assertHolds() {
            long invoiced =
                    bill.invoices().stream().mapToLong(InvoiceIssued::total).sum();
            long credited = bill.creditNotes().stream()
                    .mapToLong(CreditNoteIssued::total)
                    .sum();
            assertThat(balance(Account.RECEIVABLE)).as("receivable").isZero();
            assertThat(balance(Account.CAPTURED)).isEqualTo(bill.captured());
            assertThat(balance(Account.REFUNDED)).isEqualTo(bill.refunded());
            assertThat(balance(Account.CAPTURED) - balance(Account.REFUNDED)).isBetween(0L, invoiced);
            assertThat(balance(Account.REVENUE) + balance(Account.VAT)).isEqualTo(invoiced - credited);
            assertThat(balance(Account.AUTHORIZED)).isEqualTo(balance(Account.HELD));
            assertThat(bill.payments().values()).allSatisfy(payment -> {
                assertThat(balance(
                                Account.AUTHORIZED,
                                posting -> posting.document().equals(payment.id())))
                        .as("held by %s", payment)
                        .isEqualTo(payment.held());
                assertThat(collected(payment.id()))
                        .as("collected by %s", payment)
                        .isIn(0L, payment.captured());
            });
            assertThat(bill.payments().keySet().stream().filter(id -> collected(id) > 0))
                    .as("open captures")
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Property(tries = TRIES)
    void holdsAtEachCommitWhateverHappens(@ForAll("histories") List<BillHistories.Step> history) {
        var ledger = new PostedLedger();
        var billing = new BillingModel(ledger);
        history.forEach(step -> step.happenIn(billing));
        assertThat(billing.comesToRest()).as("comes to rest").isTrue();

        assertThat(ledger.balance(Account.CAPTURED) - ledger.balance(Account.REFUNDED))
                .as("at rest the provider has the same")
                .isEqualTo(billing.provider.retained());
    }

    @Property(tries = TRIES)
    void aReleasedOrderLeavesNothingOnAnyAccount(@ForAll("histories") List<BillHistories.Step> history) {
        var ledger = new PostedLedger();
        var billing = new BillingModel(ledger);
        history.forEach(step -> step.happenIn(billing));
        billing.order.cancel();
        assertThat(billing.comesToRest()).as("comes to rest").isTrue();

        for (Account account : List.of(Account.AUTHORIZED, Account.REVENUE, Account.VAT, Account.RECEIVABLE)) {
            assertThat(ledger.balance(account)).as(account.name()).isZero();
        }
        assertThat(ledger.balance(Account.CAPTURED)).isEqualTo(ledger.balance(Account.REFUNDED));
    }
}
