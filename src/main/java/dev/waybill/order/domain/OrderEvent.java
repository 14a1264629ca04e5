package dev.waybill.order.domain;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.amounts.MinorUnits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can happen to an order. Answers of the services carry the revision that they answer; amounts are minor units. */
public sealed interface OrderEvent {

    /** What a service answered. */
    sealed interface Answer extends OrderEvent {

        /** The revision that it answers. */
        int revision();

        /** The status to which it brings an order at that revision, whatever else it changes; empty for none. */
        default Optional<OrderStatus> leadsTo() {
            return Optional.empty();
        }
    }

    /** An answer that is on record and changes nothing but the status to which it may lead. */
    sealed interface Noted extends Answer {}

    /** What is published to other contexts, if it still matters when it comes. */
    sealed interface Milestone extends OrderEvent {}

    /** The customer agreed to these lines, at these versions of the price list. */
    record OrderPlaced(
            String orderId,
            String customerId,
            List<OrderLine> lines,
            String currency,
            @Nullable Discount discount,
            long tariffVersion,
            Amounts amounts,
            @MinorUnits @Nullable Long quotedTotal,
            ShipTo shipTo,
            String paymentMethod,
            @Nullable String reference,
            Map<String, String> attributes,
            Instant placedAt)
            implements Milestone {}

    /** Billing has calculated what the order costs. */
    record BillableAmountCalculated(int revision, Amounts amounts) implements Answer {}

    /** It is what the customer agreed to. */
    record BillableAmountVerified(int revision) implements Noted {}

    /** It is not what the customer agreed to: the order is cancelled. */
    record BillableAmountRejected(
            int revision,
            @MinorUnits long calculated,
            @MinorUnits long quoted) implements Answer {}

    /** The invoice is drafted. */
    record InvoicePrepared(int revision) implements Answer {

        @Override
        public Optional<OrderStatus> leadsTo() {
            return Optional.of(OrderStatus.INVOICED);
        }
    }

    /** The amount is reserved on the customer's payment method. */
    record PaymentAuthorized(int revision, @MinorUnits long amount) implements Answer {}

    /** The provider declined to authorize or to capture. */
    record PaymentDeclined(int revision, String reason) implements Answer, Milestone {}

    /** The customer chose another payment method; this raises the revision. */
    record PaymentMethodChanged(int revision, String paymentMethod) implements OrderEvent {}

    /** The customer wants other lines; this raises the revision. Amounts are expected ones until billing calculates. */
    record LinesChanged(
            int revision,
            List<OrderLine> lines,
            Amounts amounts,
            @MinorUnits @Nullable Long quotedTotal) implements Milestone {}

    /** The order is to be shipped somewhere else; this raises the revision. */
    record ShipToChanged(int revision, ShipTo shipTo, Amounts amounts) implements Milestone {}

    /** All lines are reserved. */
    record StockReserved(int revision, List<Pieces> reserved) implements Answer {

        @Override
        public Optional<OrderStatus> leadsTo() {
            return Optional.of(OrderStatus.RESERVED);
        }
    }

    /** The order waits at that place of the queue for what is missing, and keeps what it has. */
    record StockBackOrdered(int revision, long place, List<Pieces> reserved, List<Pieces> missing)
            implements Answer, Milestone {

        @Override
        public Optional<OrderStatus> leadsTo() {
            return Optional.of(OrderStatus.BACK_ORDERED);
        }
    }

    /** The amount was collected by that payment of billing's. */
    record PaymentCaptured(
            int revision, String paymentId, @MinorUnits long amount) implements Answer {

        @Override
        public Optional<OrderStatus> leadsTo() {
            return Optional.of(OrderStatus.PAID);
        }
    }

    /** The parcel is on its way. */
    record OrderShipped(int revision, String shipmentId, String trackingNumber) implements Answer, Milestone {}

    /** The parcel is with the customer. */
    record ParcelDelivered(int revision) implements Noted {}

    /** What was reserved for the order has left the warehouse. */
    record StockIssued(int revision) implements Noted {}

    /** The parcel was stopped before it was dispatched. */
    record ShipmentCancelled(int revision) implements Noted {}

    /**
     * The order begins to wait in this status, which the answer recorded next brings it to. Not a part of that answer:
     * a repeated answer is recognized by being equal.
     *
     * @param remindAt when the customer is reminded meanwhile; null for never
     * @param until when the patience ends
     */
    record WaitBegan(
            OrderStatus waiting, int revision, @Nullable Instant remindAt, Instant until) implements OrderEvent {}

    /** The customer was reminded that the order waits in this status. */
    record CustomerReminded(OrderStatus waiting) implements OrderEvent {}

    /** Delivered and issued. */
    record OrderCompleted() implements Milestone {}

    /** The order is to end without shipping: the customer's wish, or patience that ran out. */
    record CancellationRequested(String reason, String detail) implements OrderEvent {}

    /** The cancellation came too late: the parcel is on its way. */
    record CancellationRefused(int revision) implements Answer, Milestone {}

    /** Nothing is reserved for the order any more. */
    record StockReleased(int revision) implements Answer {}

    /** Nothing is charged or held for the order any more. */
    record PaymentReleased(int revision) implements Answer {}

    /** What that payment of billing's had captured went back. Version 1 did not name the payment. */
    record PaymentRefunded(
            int revision, String paymentId, @MinorUnits long amount) implements Answer {

        /** Stands for the payment of a refund that an earlier release recorded without it. */
        public static final String UNKNOWN_PAYMENT = "unknown";

        boolean namesItsPayment() {
            return !paymentId.equals(UNKNOWN_PAYMENT);
        }
    }

    /** The order ended without shipping. */
    record OrderCancelled(String reason) implements Milestone {}
}
