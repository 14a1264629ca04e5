package dev.waybill.contract.ecommerce;

import dev.waybill.contract.Known;
import dev.waybill.contract.Message;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands for ecommerce, which knows how customers are reached. */
public sealed interface EcommerceCommand extends Message {

    /** What a customer is notified of, as far as this release knows. */
    enum Purpose {
        PAYMENT_DECLINED,
        BACK_ORDERED,
        BACK_ORDER_REMINDER,
        SHIPPED,
        CANCELLED,
        CANCELLATION_REFUSED;

        /** The purpose of that name; empty for one that this release does not know. */
        public static Optional<Purpose> of(String text) {
            return Arrays.stream(values())
                    .filter(purpose -> purpose.name().equals(text))
                    .findFirst();
        }
    }

    /** What a customer can do about it, as far as this release knows. */
    enum Choice {
        CHANGE_PAYMENT_METHOD,
        CHANGE_ORDER,
        CANCEL_ORDER,
        WAIT;

        /** The choice of that name; empty for one that this release does not know. */
        public static Optional<Choice> of(String text) {
            return Arrays.stream(values())
                    .filter(choice -> choice.name().equals(text))
                    .findFirst();
        }
    }

    /**
     * Notify the customer of how an order is.
     *
     * @param purpose what the notice is about
     * @param detail why, or the tracking number of what was shipped; may be empty
     * @param deadline until when the customer's choice is waited for; null for no choice
     * @param choices what the customer can do about it
     */
    record NotifyCustomer(
            String orderId,
            int revision,
            String customerId,
            @Known(Purpose.class) String purpose,
            String detail,
            @Nullable Instant deadline,
            @Known(Choice.class) List<String> choices)
            implements EcommerceCommand {

        /** A notice of a known purpose with known choices. */
        public NotifyCustomer(
                String orderId,
                int revision,
                String customerId,
                Purpose purpose,
                String detail,
                @Nullable Instant deadline,
                List<Choice> choices) {
            this(
                    orderId,
                    revision,
                    customerId,
                    purpose.name(),
                    detail,
                    deadline,
                    choices.stream().map(Choice::name).toList());
        }

        @Override
        public String subject() {
            return orderId;
        }
    }
}
