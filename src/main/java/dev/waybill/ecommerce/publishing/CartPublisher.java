package dev.waybill.ecommerce.publishing;

import dev.waybill.contract.Line;
import dev.waybill.contract.Money;
import dev.waybill.contract.ShipTo;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.Quote;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Outbox;

/** Publishes checked-out carts, with all that their orders need. */
public final class CartPublisher {

    private final Outbox outbox;

    public CartPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Publishes what was agreed, with the current transaction. */
    public void publish(StreamId cart, CheckedOut agreed) {
        outbox.send(cart, cart.id(), message(cart.id(), agreed), agreed.customerId());
    }

    /** The message about a checkout. */
    public static EcommerceEvent message(String cartId, CheckedOut checkedOut) {
        Quote agreed = checkedOut.agreed();
        var amounts = agreed.amounts();
        String currency = agreed.currency();
        Quote.Discount discount = agreed.discount();
        return new EcommerceEvent.CheckedOut(
                cartId,
                checkedOut.orderId(),
                checkedOut.customerId(),
                agreed.lines().stream()
                        .map(line -> new Line(
                                line.sku(),
                                line.quantity(),
                                Money.ofMinor(line.unitPrice(), currency),
                                line.priceVersion()))
                        .toList(),
                discount == null ? null : discount.code(),
                discount == null ? null : discount.version(),
                agreed.tariffVersion(),
                Money.ofMinor(amounts.goods(), currency),
                Money.ofMinor(amounts.discount(), currency),
                Money.ofMinor(amounts.shipping(), currency),
                Money.ofMinor(amounts.tax(), currency),
                Money.ofMinor(amounts.total(), currency),
                shipTo(checkedOut.shipTo()),
                checkedOut.paymentMethod(),
                checkedOut.reference(),
                checkedOut.attributes(),
                checkedOut.at());
    }

    private static ShipTo shipTo(dev.waybill.ecommerce.domain.ShipTo to) {
        return new ShipTo(to.name(), to.street(), to.city(), to.postalCode(), to.country());
    }
}
