package dev.waybill.order.messaging;

import dev.waybill.contract.Line;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.order.application.EraseCustomer;
import dev.waybill.order.application.PlaceAgreedOrder;
import dev.waybill.order.domain.Discount;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.LocalCopies;
import dev.waybill.platform.messaging.Subscription;

/** Receives what the shop publishes: copies the price list, places the orders of checked-out carts, erases customers. */
public final class ShopListener {

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

    /** Its subscription to what the shop publishes. */
    public Subscription<EcommerceEvent> subscription() {
        return Subscription.to("order.hears.ecommerce.events", EcommerceEvent.class)
                .inLanesOf("price-list")
                .handlingWithEnvelope(this::handle)
                .around((events, handling) -> process.together(handling));
    }

    private void handle(EcommerceEvent event, Envelope envelope) {
        switch (event) {
            case EcommerceEvent.ProductPriced priced -> priceList.put(priced.subject(), priced.version(), priced);
            case EcommerceEvent.DiscountCodeDefined code -> priceList.put(code.subject(), code.version(), code);
            case EcommerceEvent.TariffDefined tariff -> priceList.put(tariff.subject(), tariff.version(), tariff);
            case CheckedOut checkedOut -> asWished(envelope, () -> placeAgreedOrder.place(order(checkedOut)));
            case EcommerceEvent.CustomerErased erased ->
                asWished(envelope, () -> eraseCustomer.erase(erased.customerId()));
        }
    }

    /** A checkout and an erasure are a person's wish about the orders too, although the shop publishes them as events. */
    private static void asWished(Envelope envelope, Runnable handling) {
        try (var scope = CurrentInitiator.set(envelope.initiator())) {
            handling.run();
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
