package dev.waybill.ecommerce.messaging;

import dev.waybill.contract.Message;
import dev.waybill.contract.Money;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.ecommerce.domain.CatalogueEvent;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.StreamId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Tells the other contexts every version of the price list. */
@Component
public class CataloguePublisher {

    private final ContextRuntime parts;

    CataloguePublisher(@Qualifier("ecommerceParts") ContextRuntime parts) {
        this.parts = parts;
    }

    /** Publishes a version of an entry, with the current transaction. */
    public void publish(StreamId stream, long version, CatalogueEvent event) {
        EcommerceEvent message = message(stream.id(), version, event);
        parts.outbox().send(stream, ((Message) message).subject(), message, null);
    }

    /** What was published of a version of an entry. */
    public Object said(String id, long version, CatalogueEvent event) {
        return message(id, version, event);
    }

    private static EcommerceEvent message(String id, long version, CatalogueEvent event) {
        return switch (event) {
            case CatalogueEvent.ProductPriced(var name, var price, var currency) ->
                new EcommerceEvent.ProductPriced(id, version, name, Money.ofMinor(price, currency));
            case CatalogueEvent.DiscountCodeDefined(var percentOff, var validUntil) ->
                new EcommerceEvent.DiscountCodeDefined(id, version, percentOff, validUntil);
            case CatalogueEvent.TariffDefined(var currency, var fee, var freeFrom, var vatRates) ->
                new EcommerceEvent.TariffDefined(
                        version, Money.ofMinor(fee, currency), Money.ofMinor(freeFrom, currency), vatRates);
        };
    }
}
