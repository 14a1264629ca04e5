package dev.waybill.billing.web;

import dev.waybill.billing.application.Journal;
import dev.waybill.billing.domain.Account;
import dev.waybill.billing.web.BillJson.BalanceJson;
import dev.waybill.billing.web.BillJson.PostingJson;
import dev.waybill.contract.Money;
import dev.waybill.contract.amounts.Amounts;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ledger of an order as the API shows it. */
final class LedgerJson {

    private LedgerJson() {}

    static List<PostingJson> postings(List<Journal.Entry> journal) {
        return journal.stream()
                .map(entry -> new PostingJson(
                        entry.at(),
                        name(entry.posting().debit()),
                        name(entry.posting().credit()),
                        Money.ofMinor(entry.posting().amount(), entry.currency()),
                        entry.posting().document()))
                .toList();
    }

    static List<BalanceJson> balances(List<Journal.Entry> journal, String currency) {
        return Stream.of(Account.values())
                .map(account -> new BalanceJson(
                        name(account),
                        Money.ofMinor(
                                account.balance(
                                        sum(journal, entry -> entry.posting().debit() == account),
                                        sum(journal, entry -> entry.posting().credit() == account)),
                                currency)))
                .toList();
    }

    private static long sum(List<Journal.Entry> journal, Predicate<Journal.Entry> which) {
        return Amounts.sum(journal.stream()
                .filter(which)
                .mapToLong(entry -> entry.posting().amount()));
    }

    private static String name(Account account) {
        return account.name().toLowerCase(Locale.ROOT);
    }
}
