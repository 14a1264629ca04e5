package dev.waybill.order.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * What the order knows of its payment, in minor units.
 *
 * @param captures what was collected, by billing's payment id; telling it again changes nothing
 */
public record Payment(String method, long authorized, Map<String, Long> captures, long refunded) {

    static Payment by(String method, Payment before) {
        return new Payment(method, before.authorized, before.captures, before.refunded);
    }

    static final Payment NONE = new Payment("", 0, Map.of(), 0);

    /** What was collected, gone back or not. */
    public long captured() {
        return captures.values().stream().mapToLong(Long::longValue).sum();
    }

    Payment authorized(long amount) {
        return new Payment(method, amount, captures, refunded);
    }

    Payment captured(String paymentId, long amount) {
        var all = new HashMap<>(captures);
        all.put(paymentId, amount);
        return new Payment(method, authorized, Map.copyOf(all), refunded);
    }

    Payment refunded(long amount) {
        return new Payment(method, authorized, captures, refunded + amount);
    }
}
