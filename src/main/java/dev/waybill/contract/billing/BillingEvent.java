package dev.waybill.contract.billing;

import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import org.jspecify.annotations.Nullable;

/** The events that billing publishes, each with the revision of the order that it answers. */
public sealed interface BillingEvent extends Message {

    String orderId();

    int revision();

    @Override
    default String subject() {
        return orderId();
    }

    /** What the order costs by billing's own copy of the price list. */
    record BillableAmountCalculated(
            String orderId, int revision, Money goods, Money discount, Money shipping, Money tax, Money total)
            implements BillingEvent {}

    /** The amount is the one that the customer agreed to, to the cent. */
    record BillableAmountVerified(String orderId, int revision, Money total) implements BillingEvent {}

    /** The amount is not the quoted one; nothing will be charged. */
    record BillableAmountRejected(String orderId, int revision, Money calculated, Money quoted)
            implements BillingEvent {}

    /** The invoice is drafted. */
    record InvoicePrepared(String orderId, int revision, Money total) implements BillingEvent {}

    /** The amount is reserved on the customer's payment method. */
    record PaymentAuthorized(String orderId, int revision, Money amount) implements BillingEvent {}

    /** The provider declined to authorize or to capture; another payment method is needed. */
    record PaymentDeclined(String orderId, int revision, String reason) implements BillingEvent {}

    /** The amount was collected by that payment; a repeated event is about the same money. */
    record PaymentCaptured(String orderId, int revision, String paymentId, Money amount) implements BillingEvent {}

    /** The invoice has its number. */
    record InvoiceIssued(String orderId, int revision, String number, Money total) implements BillingEvent {}

    /** Nothing is charged or held for the order any more. */
    record PaymentReleased(String orderId, int revision) implements BillingEvent {}

    /**
     * What had been captured went back.
     *
     * @param paymentId the payment that it was captured by; absent in messages of releases that did not send it
     */
    record PaymentRefunded(
            String orderId, int revision, @Nullable String paymentId, Money amount) implements BillingEvent {}

    /** An invoice is voided by a credit note. */
    record CreditNoteIssued(String orderId, int revision, String number, Money total) implements BillingEvent {}
}
