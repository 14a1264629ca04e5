package dev.waybill.ecommerce.notice;

import dev.waybill.contract.ecommerce.EcommerceCommand.Choice;
import dev.waybill.contract.ecommerce.EcommerceCommand.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is told of an order.
 *
 * @param noticeId the same however often the notice is sent
 * @param detail why, or the tracking number; may be empty
 * @param deadline until when their choice is waited for; null for no choice
 */
public record Notice(
        String noticeId,
        String orderId,
        Purpose purpose,
        String detail,
        @Nullable Instant deadline,
        List<Choice> choices,
        Instant toldAt) {

    public Notice {
        choices = List.copyOf(choices);
    }
}
