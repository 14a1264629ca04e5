package dev.waybill.contract.billing;

import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands to billing: what an order needs now, with its revision. Billing works out the difference to what it already
 * did and answers with that revision.
 */
public sealed interface BillingCommand extends Message {

    String orderId();

    int revision();

    @Override
    default String subject() {
        return orderId();
    }

    /** Pieces of a SKU, 1 to 1,000,000, at the price of this version of billing's own price list. */
    record BillableLine(String sku, int quantity, long priceVersion) {

        /** Refuses a quantity that is none. */
        public BillableLine {
            Quantity.checked(quantity);
        }
    }

    /** The version of a discount code that the order was promised. */
    record Discount(String code, long version) {}

    /** Calculate, verify against the quoted total if there is one, and draft the invoice. */
    record PrepareInvoice(
            String orderId,
            int revision,
            String customerId,
            List<BillableLine> lines,
            @Nullable Discount discount,
            long tariffVersion,
            String country,
            @Nullable Money quotedTotal)
            implements BillingCommand {}

    /** The drafted total is to be authorized with this payment method. */
    record AuthorizePayment(String orderId, int revision, String paymentMethod) implements BillingCommand {}

    /** The customer chose another payment method after a decline. */
    record ChangePaymentMethod(String orderId, int revision, String paymentMethod) implements BillingCommand {}

    /** The drafted total is to be captured and the invoice issued. */
    record CapturePayment(String orderId, int revision) implements BillingCommand {}

    /** Nothing is to be charged: void, refund, and ignore what arrives later for the order. */
    record ReleasePayment(String orderId, int revision, String reason) implements BillingCommand {}
}
