package dev.waybill.order.services;

import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.billing.BillingCommand.AuthorizePayment;
import dev.waybill.contract.billing.BillingCommand.BillableLine;
import dev.waybill.contract.billing.BillingCommand.ChangePaymentMethod;
import dev.waybill.contract.billing.BillingCommand.Discount;
import dev.waybill.contract.billing.BillingCommand.PrepareInvoice;
import dev.waybill.contract.billing.BillingCommand.ReleasePayment;
import dev.waybill.contract.inventory.InventoryCommand.ReserveStock;
import dev.waybill.contract.shipping.ShippingCommand.ShipOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import java.util.Objects;

/** The commands to the services that carry more than a revision. */
final class CommandMessages {

    private CommandMessages() {}

    static Message prepareInvoice(Order order) {
        OrderPlaced agreed = order.agreed();
        Long quoted = order.terms().quotedTotal();
        var discount = agreed.discount();
        return new PrepareInvoice(
                order.id(),
                order.revision(),
                agreed.customerId(),
                order.terms().lines().stream()
                        .map(line -> new BillableLine(line.sku(), line.quantity(), line.priceVersion()))
                        .toList(),
                discount == null ? null : new Discount(discount.code(), discount.version()),
                agreed.tariffVersion(),
                order.terms().shipTo().country(),
                quoted == null ? null : Money.ofMinor(quoted, agreed.currency()));
    }

    /** With the method of the start or with the one chosen since. */
    static Message authorizePayment(Order order) {
        String method = order.payment().method();
        return Objects.equals(method, order.agreed().paymentMethod())
                ? new AuthorizePayment(order.id(), order.revision(), method)
                : new ChangePaymentMethod(order.id(), order.revision(), method);
    }

    static Message releasePayment(Order order) {
        var cancellation = order.cancellation();
        return new ReleasePayment(
                order.id(), order.revision(), cancellation == null ? "cancelled" : cancellation.reason());
    }

    static Message reserveStock(Order order) {
        return new ReserveStock(
                order.id(), order.revision(), ContractTypes.items(order.terms().pieces()));
    }

    static Message shipOrder(Order order) {
        return new ShipOrder(
                order.id(),
                order.revision(),
                order.agreed().customerId(),
                ContractTypes.items(order.terms().pieces()),
                ContractTypes.shipTo(order.terms().shipTo()));
    }
}
