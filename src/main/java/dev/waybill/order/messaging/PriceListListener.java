package dev.waybill.order.messaging;

import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Listener;
import dev.waybill.platform.messaging.LocalCopies;

/** Keeps the order context's own copy of the price list. */
public final class PriceListListener implements Listener {

    private final LocalCopies priceList;

    public PriceListListener(LocalCopies priceList) {
        this.priceList = priceList;
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
    public void handle(Object message) {
        switch ((EcommerceEvent) message) {
            case EcommerceEvent.ProductPriced priced -> priceList.put(priced.subject(), priced.version(), priced);
            case EcommerceEvent.DiscountCodeDefined code -> priceList.put(code.subject(), code.version(), code);
            case EcommerceEvent.TariffDefined tariff -> priceList.put(tariff.subject(), tariff.version(), tariff);
        }
    }
}
