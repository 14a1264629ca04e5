package dev.waybill.order.messaging;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.contract.order.Line;
import dev.waybill.order.EraseCustomer;
import dev.waybill.order.PlaceAgreedOrder;
import dev.waybill.order.domain.Discount;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import dev.waybill.platform.messaging.LocalCopies;
import java.util.Collection;

/** Subscribes to the shop: copies its price list, places the orders of checked-out carts, and erases customers. */
public final class ShopListener implements Listener {

    private final LocalCopies priceList;
    private final PlaceAgreedOrder placeAgreedOrder;
    private final EraseCustomer eraseCustomer;
    private final OrderProcess process;

    public ShopListener(
            LocalCopies priceList,
            PlaceAgreedOrder placeAgreedOrder,
            EraseCustomer eraseCustomer,
            OrderProcess process) {
        this.priceList = priceList;
        this.placeAgreedOrder = placeAgreedOrder;
        this.eraseCustomer = eraseCustomer;
        this.process = process;
    }

    @Override
    public String queue() {
        return "order.hears.ecommerce.events";
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("price-list", subject);
    }

    @Override
    public void around(Collection<?> messages, Runnable handling) {
        process.together(handling);
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        switch ((EcommerceEvent) message) {
            case EcommerceEvent.ProductPriced priced -> priceList.put(priced.subject(), priced.version(), priced);
            case EcommerceEvent.DiscountCodeDefined code -> priceList.put(code.subject(), code.version(), code);
            case EcommerceEvent.TariffDefined tariff -> priceList.put(tariff.subject(), tariff.version(), tariff);
            case CheckedOut checkedOut -> placeAgreedOrder.place(order(checkedOut));
            case EcommerceEvent.CustomerErased erased -> eraseCustomer.erase(erased.customerId());
        }
    }

    /** The order that was agreed in the shop, to the version and the cent. */
    private static OrderPlaced order(CheckedOut cart) {
        return new OrderPlaced(
                cart.orderId(),
                cart.customerId(),
                cart.lines().stream().map(ShopListener::line).toList(),
                cart.total().currency(),
                cart.discountCode() == null || cart.discountVersion() == null
                        ? null
                        : new Discount(cart.discountCode(), cart.discountVersion()),
                cart.tariffVersion(),
                new Amounts(
                        cart.goods().minor(),
                        cart.discount().minor(),
                        cart.shipping().minor(),
                        cart.tax().minor(),
                        cart.total().minor()),
                cart.total().minor(),
                shipTo(cart.shipTo()),
                cart.paymentMethod(),
                cart.reference(),
                cart.attributes(),
                cart.checkedOutAt());
    }

    private static OrderLine line(Line line) {
        return new OrderLine(line.sku(), line.quantity(), line.unitPrice().minor(), line.priceVersion());
    }

    private static ShipTo shipTo(dev.waybill.contract.ShipTo to) {
        return new ShipTo(to.name(), to.street(), to.city(), to.postalCode(), to.country());
    }
}
