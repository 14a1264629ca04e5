package dev.waybill.billing.messaging;

import dev.waybill.billing.PriceList;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.CustomerErased;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Envelope;
import dev.waybill.platform.messaging.Listener;
import dev.waybill.platform.personal.PersonalJson;

/** Hears the shop: every version of the price list, and whose personal data is to be erased. */
public final class PriceListener implements Listener {

    private final PriceList priceList;
    private final PersonalJson personal;

    public PriceListener(PriceList priceList, PersonalJson personal) {
        this.priceList = priceList;
        this.personal = personal;
    }

    @Override
    public String queue() {
        return "billing.hears.ecommerce.events";
    }

    @Override
    public StreamId lane(String subject) {
        return new StreamId("price-list", subject);
    }

    @Override
    public void handle(Object message, Envelope envelope) {
        if (message instanceof CustomerErased erased) {
            personal.erase(erased.customerId());
        } else {
            priceList.take((EcommerceEvent) message);
        }
    }
}
