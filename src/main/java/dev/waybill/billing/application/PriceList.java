package dev.waybill.billing.application;

import dev.waybill.billing.domain.BillEvent.InvoiceRequest;
import dev.waybill.billing.domain.BillEvent.RequestedLine;
import dev.waybill.billing.domain.BillLine;
import dev.waybill.billing.domain.Draft;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.amounts.Tariff;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.DiscountCodeDefined;
import dev.waybill.contract.ecommerce.EcommerceEvent.ProductPriced;
import dev.waybill.contract.ecommerce.EcommerceEvent.TariffDefined;
import dev.waybill.platform.messaging.LocalCopies;
import dev.waybill.platform.messaging.LocalCopies.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Billing's own copy of the price list, and the amounts of an order by it. */
public final class PriceList {

    private static final String TARIFF = "tariff:rates";

    private final LocalCopies copies;

    public PriceList(LocalCopies copies) {
        this.copies = copies;
    }

    /** Copies a version that ecommerce has published, with the current transaction. */
    public void apply(EcommerceEvent event) {
        switch (event) {
            case ProductPriced priced -> copies.put(priced.subject(), priced.version(), priced);
            case DiscountCodeDefined code -> copies.put(code.subject(), code.version(), code);
            case TariffDefined tariff -> copies.put(tariff.subject(), tariff.version(), tariff);
            case EcommerceEvent.CheckedOut checkedOut -> {
                // the order sends billing what it needs of it
            }
            case EcommerceEvent.CustomerErased erased -> {
                // not about the price list
            }
        }
    }

    /** The invoice in the versions that the order names; empty while billing has not received one of them. */
    public Optional<Draft> draft(InvoiceRequest request) {
        Map<Version, EcommerceEvent> known = copies.at(versions(request), PriceList::typeOf);
        if (known.size() < versions(request).size()) {
            return Optional.empty();
        }
        List<BillLine> lines = new ArrayList<>();
        for (RequestedLine line : request.lines()) {
            var product = known(known, line.sku(), line.priceVersion(), ProductPriced.class);
            lines.add(new BillLine(line.sku(), line.quantity(), product.price().minor()));
        }
        var tariff = known(known, TARIFF, request.tariffVersion(), TariffDefined.class);
        return Optional.of(new Draft(
                lines, tariff.shippingFee().currency(), request.country(), amounts(request, lines, known, tariff)));
    }

    private static <T extends EcommerceEvent> T known(
            Map<Version, EcommerceEvent> known, String subject, long version, Class<T> type) {
        return type.cast(Objects.requireNonNull(known.get(new Version(subject, version)), subject));
    }

    private static Amounts amounts(
            InvoiceRequest request, List<BillLine> lines, Map<Version, EcommerceEvent> known, TariffDefined tariff) {
        long goods = Amounts.sum(lines.stream().mapToLong(line -> Amounts.ofPieces(line.unitPrice(), line.quantity())));
        BigDecimal percentOff = known.get(new Version("code:" + request.discountCode(), request.discountVersion()))
                        instanceof DiscountCodeDefined code
                ? code.percentOff()
                : BigDecimal.ZERO;
        var terms = new Tariff(
                tariff.shippingFee().currency(),
                tariff.shippingFee().minor(),
                tariff.freeShippingFrom().minor(),
                tariff.vatRates());
        return Amounts.of(goods, percentOff, terms, request.country());
    }

    private static List<Version> versions(InvoiceRequest request) {
        List<Version> versions = new ArrayList<>();
        request.lines().forEach(line -> versions.add(new Version(line.sku(), line.priceVersion())));
        versions.add(new Version(TARIFF, request.tariffVersion()));
        if (request.discountCode() != null) {
            versions.add(new Version("code:" + request.discountCode(), request.discountVersion()));
        }
        return versions.stream().distinct().toList();
    }

    private static Class<? extends EcommerceEvent> typeOf(String subject) {
        if (subject.equals(TARIFF)) {
            return TariffDefined.class;
        }
        return subject.startsWith("code:") ? DiscountCodeDefined.class : ProductPriced.class;
    }
}
