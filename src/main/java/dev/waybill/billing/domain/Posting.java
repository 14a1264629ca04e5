package dev.waybill.billing.domain;

/**
 * Minor units that are debited to one account and credited to another: a posting cannot be out of balance.
 *
 * @param document the invoice, the credit note, or the payment that it is made for
 */
public record Posting(Account debit, Account credit, long amount, String document) {

    /** Refuses a posting that moves nothing. */
    public Posting {
        if (debit == credit || amount <= 0 || document.isBlank()) {
            throw new IllegalArgumentException(
                    "%d from %s to %s for '%s' is no posting".formatted(amount, credit, debit, document));
        }
    }
}
