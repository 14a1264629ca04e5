package dev.waybill.billing.messaging;

import dev.waybill.billing.application.PriceList;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.CustomerErased;
import dev.waybill.platform.messaging.Subscription;
import dev.waybill.platform.personal.PersonalJson;

/** Receives every version of the price list, and which customers are to be erased. */
public final class PriceListener {

    private final PriceList priceList;
    private final PersonalJson personal;

    public PriceListener(PriceList priceList, PersonalJson personal) {
        this.priceList = priceList;
        this.personal = personal;
    }

    /** The subscription to what the shop publishes. */
    public Subscription<EcommerceEvent> subscription() {
        return Subscription.to("billing.hears.ecommerce.events", EcommerceEvent.class)
                .inLanesOf("price-list")
                .handling(this::handle);
    }

    private void handle(EcommerceEvent event) {
        if (event instanceof CustomerErased erased) {
            personal.erase(erased.customerId());
        } else {
            priceList.apply(event);
        }
    }
}
