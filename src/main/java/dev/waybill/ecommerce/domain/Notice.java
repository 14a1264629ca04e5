package dev.waybill.ecommerce.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice for a customer about an order.
 *
 * @param noticeId the same for every repetition of the notice
 * @param purpose what it is about: a {@code Purpose} of the command, or a text of a later release
 * @param detail why, or the tracking number; may be empty
 * @param deadline until when the customer's choice is waited for; null for no choice
 * @param choices what the customer can do: each a {@code Choice} of the command, or a text of a later release
 * @param toldAt when the shop received it
 */
public record Notice(
        String noticeId,
        String orderId,
        String purpose,
        String detail,
        @Nullable Instant deadline,
        List<String> choices,
        Instant toldAt) {

    /** Copies the choices. */
    public Notice {
        choices = List.copyOf(choices);
    }
}
