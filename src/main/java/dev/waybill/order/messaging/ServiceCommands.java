package dev.waybill.order.messaging;

import dev.waybill.contract.Money;
import dev.waybill.contract.billing.BillingCommand.AuthorizePayment;
import dev.waybill.contract.billing.BillingCommand.BillableLine;
import dev.waybill.contract.billing.BillingCommand.CapturePayment;
import dev.waybill.contract.billing.BillingCommand.ChangePaymentMethod;
import dev.waybill.contract.billing.BillingCommand.Discount;
import dev.waybill.contract.billing.BillingCommand.PrepareInvoice;
import dev.waybill.contract.billing.BillingCommand.ReleasePayment;
import dev.waybill.contract.inventory.InventoryCommand.IssueStock;
import dev.waybill.contract.inventory.InventoryCommand.ReleaseStock;
import dev.waybill.contract.inventory.InventoryCommand.ReserveStock;
import dev.waybill.contract.shipping.ShippingCommand.CancelShipment;
import dev.waybill.contract.shipping.ShippingCommand.ShipOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the order's process asks of billing, inventory and shipping: what the order now needs, with its revision. */
@Component
public class ServiceCommands {

    private final OrderPublisher publisher;

    ServiceCommands(OrderPublisher publisher) {
        this.publisher = publisher;
    }

    public void prepareInvoice(Order order) {
        OrderPlaced agreed = order.agreed();
        Long quoted = order.terms().quotedTotal();
        var discount = agreed.discount();
        publisher.send(
                order,
                new PrepareInvoice(
                        order.id(),
                        order.revision(),
                        agreed.customerId(),
                        order.terms().lines().stream()
                                .map(line -> new BillableLine(line.sku(), line.quantity(), line.priceVersion()))
                                .toList(),
                        discount == null ? null : new Discount(discount.code(), discount.version()),
                        agreed.tariffVersion(),
                        order.terms().shipTo().country(),
                        quoted == null ? null : Money.ofMinor(quoted, agreed.currency())));
    }

    /** Asks for the authorization, with the method of the start or with the one chosen since. */
    public void authorizePayment(Order order) {
        String method = order.payment().method();
        boolean first = Objects.equals(method, order.agreed().paymentMethod());
        publisher.send(
                order,
                first
                        ? new AuthorizePayment(order.id(), order.revision(), method)
                        : new ChangePaymentMethod(order.id(), order.revision(), method));
    }

    public void capturePayment(Order order) {
        publisher.send(order, new CapturePayment(order.id(), order.revision()));
    }

    public void releasePayment(Order order) {
        var cancellation = order.cancellation();
        publisher.send(
                order,
                new ReleasePayment(
                        order.id(), order.revision(), cancellation == null ? "cancelled" : cancellation.reason()));
    }

    public void reserveStock(Order order) {
        publisher.send(
                order,
                new ReserveStock(
                        order.id(),
                        order.revision(),
                        OrderPublisher.items(order.terms().pieces())));
    }

    public void releaseStock(Order order) {
        publisher.send(order, new ReleaseStock(order.id(), order.revision()));
    }

    public void issueStock(Order order) {
        publisher.send(order, new IssueStock(order.id(), order.revision()));
    }

    public void shipOrder(Order order) {
        publisher.send(
                order,
                new ShipOrder(
                        order.id(),
                        order.revision(),
                        order.agreed().customerId(),
                        OrderPublisher.items(order.terms().pieces()),
                        OrderPublisher.shipTo(order.terms().shipTo())));
    }

    public void cancelShipment(Order order) {
        publisher.send(order, new CancelShipment(order.id(), order.revision()));
    }
}
