package dev.waybill.ecommerce.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is told of an order.
 *
 * @param noticeId the same however often the notice is sent
 * @param purpose what it is about: a {@code Purpose} of the command, or a text of a later release
 * @param detail why, or the tracking number; may be empty
 * @param deadline until when their choice is waited for; null for no choice
 * @param choices what the customer can do: each a {@code Choice} of the command, or a text of a later release
 */
public record Notice(
        String noticeId,
        String orderId,
        String purpose,
        String detail,
        @Nullable Instant deadline,
        List<String> choices,
        Instant toldAt) {

    public Notice {
        choices = List.copyOf(choices);
    }
}
