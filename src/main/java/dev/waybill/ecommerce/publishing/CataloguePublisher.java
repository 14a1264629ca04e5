package dev.waybill.ecommerce.publishing;

import dev.waybill.contract.Money;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.ecommerce.domain.CatalogueEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.messaging.Outbox;

/** Publishes every version of the price list. */
public final class CataloguePublisher {

    private final Outbox outbox;

    public CataloguePublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Publishes a version of an entry, with the current transaction. */
    public void publish(StreamId stream, long version, CatalogueEvent event) {
        EcommerceEvent message = message(stream.id(), version, event);
        outbox.send(stream, message.subject(), message, null);
    }

    /** The message about a version of an entry. */
    public static EcommerceEvent message(String id, long version, CatalogueEvent event) {
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
