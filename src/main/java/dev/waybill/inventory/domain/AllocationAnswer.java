package dev.waybill.inventory.domain;

import java.util.Optional;

/** The state of an order's stock, as it is reported to the order. */
public sealed interface AllocationAnswer {

    /** The order that is answered. */
    String orderId();

    /** All that the order wants is reserved. */
    record Reserved(String orderId, int revision, Needs items) implements AllocationAnswer {}

    /** The order waits at that place for what is missing; the rest is held for it. */
    record BackOrdered(String orderId, int revision, long place, Needs held, Needs missing)
            implements AllocationAnswer {}

    /** Nothing is reserved for the order any more. */
    record Released(String orderId, int revision) implements AllocationAnswer {}

    /** What was reserved for the order has left the warehouse. */
    record Issued(String orderId, int revision, Needs items) implements AllocationAnswer {}

    /** The answer to an order whose reservation this is; empty when it has asked for nothing. */
    static Optional<AllocationAnswer> of(String orderId, Reservation reservation) {
        return switch (reservation.phase()) {
            case RESERVED -> Optional.of(new Reserved(orderId, reservation.revision(), reservation.wanted()));
            case WAITING ->
                Optional.of(new BackOrdered(
                        orderId,
                        reservation.revision(),
                        reservation.place(),
                        reservation.held(),
                        reservation.missing()));
            case RELEASED -> Optional.of(new Released(orderId, reservation.revision()));
            case ISSUED -> Optional.of(new Issued(orderId, reservation.revision(), reservation.wanted()));
            case NONE -> Optional.empty();
        };
    }
}
