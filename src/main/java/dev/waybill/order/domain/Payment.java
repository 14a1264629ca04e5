package dev.waybill.order.domain;

/** What the order knows of its payment, in minor units. */
public record Payment(String method, long authorized, long captured, long refunded) {

    Payment by(String newMethod) {
        return new Payment(newMethod, authorized, captured, refunded);
    }

    Payment authorized(long amount) {
        return new Payment(method, amount, captured, refunded);
    }

    Payment captured(long amount) {
        return new Payment(method, authorized, amount, refunded);
    }

    Payment refunded(long amount) {
        return new Payment(method, authorized, captured, refunded + amount);
    }
}
