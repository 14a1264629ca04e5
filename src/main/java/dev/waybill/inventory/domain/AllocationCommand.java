package dev.waybill.inventory.domain;

/** The commands of the {@link Allocation}, from orders and deliveries. */
public sealed interface AllocationCommand {

    /** An order needs these pieces at that revision. */
    record Reserve(String orderId, int revision, Needs wanted) implements AllocationCommand {}

    /** An order needs nothing any more. */
    record Release(String orderId, int revision) implements AllocationCommand {}

    /** What is reserved for an order has left the warehouse. */
    record Issue(String orderId, int revision) implements AllocationCommand {}

    /** A delivery that was not booked before brings pieces. */
    record Receive(String sku, String reference, int quantity) implements AllocationCommand {}
}
