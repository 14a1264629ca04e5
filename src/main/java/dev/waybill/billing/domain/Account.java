package dev.waybill.billing.domain;

/** An account of the ledger; each order has its own balance on each. */
public enum Account {
    /** What the customer owes for issued invoices; debit. */
    RECEIVABLE(true),
    /** Memo: what payment providers hold for us; debit. */
    AUTHORIZED(true),
    /** Memo: the counterpart of what is held, still the customer's; credit. */
    HELD(false),
    /** What payment providers collected for us; debit. */
    CAPTURED(true),
    /** What of it was refunded to the customer; credit. */
    REFUNDED(false),
    /** Net sales; credit. */
    REVENUE(false),
    /** Value-added tax that is owed to the state; credit. */
    VAT(false);

    private final boolean onDebit;

    Account(boolean onDebit) {
        this.onDebit = onDebit;
    }

    /** The balance of so many minor units of debits and credits; positive on the account's own side. */
    public long balance(long debits, long credits) {
        return onDebit ? debits - credits : credits - debits;
    }
}
