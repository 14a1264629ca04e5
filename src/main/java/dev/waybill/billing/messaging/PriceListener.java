package dev.waybill.billing.messaging;

import dev.waybill.billing.PriceList;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Listener;

/** Hears every version of the price list. */
public final class PriceListener implements Listener {

    private final PriceList priceList;

    public PriceListener(PriceList priceList) {
        this.priceList = priceList;
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
    public void handle(Object message) {
        priceList.take((EcommerceEvent) message);
    }
}
