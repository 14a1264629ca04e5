package dev.waybill.ecommerce.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer was told of an order.
 *
 * @param deadline until when their choice is waited for; null for no choice
 */
public record Notice(
        String orderId,
        String purpose,
        String detail,
        @Nullable Instant deadline,
        List<String> choices,
        Instant toldAt) {}
