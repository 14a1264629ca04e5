package dev.waybill.contract.ecommerce;

import dev.waybill.contract.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ecommerce, which knows how customers are reached, is told. */
public sealed interface EcommerceCommand extends Message {

    /** What a customer is told of. */
    enum Purpose {
        PAYMENT_DECLINED,
        BACK_ORDERED,
        BACK_ORDER_REMINDER,
        SHIPPED,
        CANCELLED,
        CANCELLATION_REFUSED
    }

    /** What a customer can do about it. */
    enum Choice {
        CHANGE_PAYMENT_METHOD,
        CHANGE_ORDER,
        CANCEL_ORDER,
        WAIT
    }

    /**
     * Tell the customer how things stand with an order.
     *
     * @param detail why, or the tracking number of what was shipped; may be empty
     * @param deadline until when the customer's choice is waited for; null for no choice
     */
    record NotifyCustomer(
            String orderId,
            int revision,
            String customerId,
            Purpose purpose,
            String detail,
            @Nullable Instant deadline,
            List<Choice> choices)
            implements EcommerceCommand {
        @Override
        public String subject() {
            return orderId;
        }
    }
}
