package dev.waybill.order.services;

import dev.waybill.contract.Item;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.Pieces;
import java.util.List;
import java.util.Objects;

/** What order records of the services' answers that carry more than a revision; money in minor units. */
final class AnswerEvents {

    private AnswerEvents() {}

    static OrderEvent.Answer calculated(BillingEvent.BillableAmountCalculated answer) {
        return new OrderEvent.BillableAmountCalculated(
                answer.revision(),
                new Amounts(
                        answer.goods().minor(),
                        answer.discount().minor(),
                        answer.shipping().minor(),
                        answer.tax().minor(),
                        answer.total().minor()));
    }

    static OrderEvent.Answer rejected(BillingEvent.BillableAmountRejected answer) {
        return new OrderEvent.BillableAmountRejected(
                answer.revision(), answer.calculated().minor(), answer.quoted().minor());
    }

    static OrderEvent.Answer authorized(BillingEvent.PaymentAuthorized answer) {
        return new OrderEvent.PaymentAuthorized(
                answer.revision(), answer.amount().minor());
    }

    static OrderEvent.Answer captured(BillingEvent.PaymentCaptured answer) {
        return new OrderEvent.PaymentCaptured(
                answer.revision(), answer.paymentId(), answer.amount().minor());
    }

    static OrderEvent.Answer refunded(BillingEvent.PaymentRefunded answer) {
        return new OrderEvent.PaymentRefunded(
                answer.revision(),
                Objects.requireNonNullElse(answer.paymentId(), OrderEvent.PaymentRefunded.UNKNOWN_PAYMENT),
                answer.amount().minor());
    }

    static OrderEvent.Answer reserved(InventoryEvent.StockReserved answer) {
        return new OrderEvent.StockReserved(answer.revision(), pieces(answer.items()));
    }

    static OrderEvent.Answer backOrdered(InventoryEvent.StockBackOrdered answer) {
        return new OrderEvent.StockBackOrdered(
                answer.revision(), answer.place(), pieces(answer.reserved()), pieces(answer.missing()));
    }

    static OrderEvent.Answer shipped(ShippingEvent.ShipmentDispatched answer) {
        return new OrderEvent.OrderShipped(answer.revision(), answer.shipmentId(), answer.trackingNumber());
    }

    private static List<Pieces> pieces(List<Item> items) {
        return items.stream()
                .map(item -> new Pieces(item.sku(), item.quantity()))
                .toList();
    }
}
