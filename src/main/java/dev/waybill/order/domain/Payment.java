package dev.waybill.order.domain;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.order.domain.OrderEvent.PaymentRefunded;
import java.util.HashMap;
import java.util.Map;

/**
 * What the order knows of its payment, in minor units.
 *
 * @param attempts with how many methods the customer has tried so far
 * @param captures what was collected, by billing's payment id; a repeated message changes nothing
 * @param refunds what went back, likewise; refunds of unknown payments add up
 */
public record Payment(
        String method, int attempts, long authorized, Map<String, Long> captures, Map<String, Long> refunds) {

    static Payment by(String method, Payment before) {
        return new Payment(method, before.attempts + 1, before.authorized, before.captures, before.refunds);
    }

    static final Payment NONE = new Payment("", 0, 0, Map.of(), Map.of());

    /** What was collected, gone back or not. */
    public long captured() {
        return sum(captures);
    }

    /** What went back. */
    public long refunded() {
        return sum(refunds);
    }

    private static long sum(Map<String, Long> amounts) {
        return Amounts.sum(amounts.values().stream().mapToLong(Long::longValue));
    }

    Payment authorized(long amount) {
        return new Payment(method, attempts, amount, captures, refunds);
    }

    Payment captured(String paymentId, long amount) {
        var all = new HashMap<>(captures);
        all.put(paymentId, amount);
        return new Payment(method, attempts, authorized, Map.copyOf(all), refunds);
    }

    Payment refunded(PaymentRefunded refund) {
        var all = new HashMap<>(refunds);
        all.merge(
                refund.paymentId(),
                refund.amount(),
                (before, amount) -> refund.namesItsPayment() ? amount : Math.addExact(before, amount));
        return new Payment(method, attempts, authorized, captures, Map.copyOf(all));
    }
}
