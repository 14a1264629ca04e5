package dev.waybill.order.application;

import dev.waybill.contract.Money;
import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.amounts.DiscountCode;
import dev.waybill.contract.amounts.Tariff;
import dev.waybill.contract.ecommerce.EcommerceEvent;
import dev.waybill.contract.ecommerce.EcommerceEvent.DiscountCodeDefined;
import dev.waybill.contract.ecommerce.EcommerceEvent.ProductPriced;
import dev.waybill.contract.ecommerce.EcommerceEvent.TariffDefined;
import dev.waybill.order.domain.Discount;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.Pieces;
import dev.waybill.platform.messaging.LocalCopies;
import dev.waybill.platform.web.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an order costs by the order context's own copy of the price list, and in which versions of it. */
public class Pricing {

    private static final String TARIFF = "tariff:rates";

    /** Lines with today's prices, the discount that was granted, and what all of it comes to. */
    public record Priced(
            List<OrderLine> lines,
            String currency,
            @Nullable Discount discount,
            long tariffVersion,
            Amounts amounts) {

        /** A quoted total in minor units; null for none. One in another currency than the prices' is a problem. */
        public @Nullable Long quoted(@Nullable Money total) {
            if (total == null) {
                return null;
            }
            if (!total.currency().equals(currency)) {
                throw ProblemException.unprocessable(
                        "mixed-currencies", "orders are paid in " + currency, "quotedTotal.currency");
            }
            return total.minor();
        }
    }

    private final LocalCopies priceList;
    private final Clock clock;

    public Pricing(LocalCopies priceList, Clock clock) {
        this.priceList = priceList;
        this.clock = clock;
    }

    /** Prices the items; an unknown SKU, an unknown or expired code is a problem that names its field. */
    public Priced price(List<Pieces> items, @Nullable String code, String country) {
        Map<String, EcommerceEvent> known = known(items, code);
        if (!(known.get(TARIFF) instanceof TariffDefined tariff)) {
            throw ProblemException.unprocessable(
                    "price-list-unknown",
                    "the tariff has not been received from the shop yet; try again in a moment",
                    "items");
        }
        String currency = tariff.shippingFee().currency();
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            lines.add(line(items.get(i), known, currency, "items[" + i + "].sku"));
        }
        DiscountCodeDefined granted = code == null ? null : granted(known, code);
        return priced(lines, tariff, granted, country);
    }

    /**
     * What an order comes to with other items or another address: lines that stay keep their price, new ones take
     * today's, and the discount and the tariff stay those that were promised. An unknown SKU is a problem that names it.
     */
    public Priced reprice(Order order, List<Pieces> items, String country) {
        OrderPlaced agreed = order.agreed();
        Map<String, OrderLine> before = new HashMap<>();
        order.terms().lines().forEach(line -> before.put(line.sku(), line));
        Map<String, EcommerceEvent> today = known(items, null);
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Pieces item = items.get(i);
            OrderLine kept = before.get(item.sku());
            lines.add(
                    kept == null
                            ? line(item, today, agreed.currency(), "items[" + i + "].sku")
                            : new OrderLine(item.sku(), item.quantity(), kept.unitPrice(), kept.priceVersion()));
        }
        Discount promised = agreed.discount();
        return priced(
                lines,
                at(TARIFF, agreed.tariffVersion(), TariffDefined.class),
                promised == null ? null : at(subject(promised.code()), promised.version(), DiscountCodeDefined.class),
                country);
    }

    private <T extends EcommerceEvent> T at(String subject, long version, Class<T> type) {
        var wanted = new LocalCopies.Version(subject, version);
        EcommerceEvent known =
                priceList.<EcommerceEvent>at(List.of(wanted), Pricing::typeOf).get(wanted);
        if (known == null) { // a cart's checkout may be received before them
            throw ProblemException.unprocessable(
                    "price-list-unknown",
                    "the agreed prices have not been received from the shop yet; try again in a moment",
                    "items");
        }
        return type.cast(known);
    }

    private static Priced priced(
            List<OrderLine> lines, TariffDefined tariff, @Nullable DiscountCodeDefined granted, String country) {
        try {
            return exactly(lines, tariff, granted, country);
        } catch (ArithmeticException e) {
            throw ProblemException.unprocessable(
                    "amount-out-of-range",
                    "the items come to more than "
                            + Money.ofMinor(
                                            Amounts.HIGHEST,
                                            tariff.shippingFee().currency())
                                    .amount() + ", which is the most that an order may cost",
                    "items");
        }
    }

    private static Priced exactly(
            List<OrderLine> lines, TariffDefined tariff, @Nullable DiscountCodeDefined granted, String country) {
        long goods = Amounts.sum(lines.stream().mapToLong(line -> Amounts.ofPieces(line.unitPrice(), line.quantity())));
        return new Priced(
                List.copyOf(lines),
                tariff.shippingFee().currency(),
                granted == null ? null : new Discount(granted.code(), granted.version()),
                tariff.version(),
                Amounts.of(goods, granted == null ? BigDecimal.ZERO : granted.percentOff(), terms(tariff), country));
    }

    private Map<String, EcommerceEvent> known(List<Pieces> items, @Nullable String code) {
        Set<String> subjects = new HashSet<>(Set.of(TARIFF));
        items.forEach(item -> subjects.add(item.sku()));
        if (code != null) {
            subjects.add(subject(DiscountCode.canonical(code)));
            subjects.add(subject(code));
        }
        return priceList.newest(subjects, Pricing::typeOf);
    }

    private static String subject(String code) {
        return "code:" + code;
    }

    private static Class<? extends EcommerceEvent> typeOf(String subject) {
        if (subject.equals(TARIFF)) {
            return TariffDefined.class;
        }
        return subject.startsWith("code:") ? DiscountCodeDefined.class : ProductPriced.class;
    }

    private static OrderLine line(Pieces item, Map<String, EcommerceEvent> known, String currency, String field) {
        if (!(known.get(item.sku()) instanceof ProductPriced product)) {
            throw ProblemException.unprocessable(
                    "unknown-sku",
                    "no product \"" + item.sku() + "\" is known here; one that was priced just now takes a moment",
                    field);
        }
        if (!product.price().currency().equals(currency)) {
            throw ProblemException.unprocessable("mixed-currencies", item.sku() + " is not sold in " + currency, field);
        }
        return new OrderLine(item.sku(), item.quantity(), product.price().minor(), product.version());
    }

    private DiscountCodeDefined granted(Map<String, EcommerceEvent> known, String code) {
        EcommerceEvent found = known.get(subject(DiscountCode.canonical(code)));
        if (found == null) {
            found = known.get(subject(code)); // published by an earlier release of ecommerce, in another spelling
        }
        if (!(found instanceof DiscountCodeDefined defined)) {
            throw ProblemException.unprocessable(
                    "unknown-discount-code", "no discount code \"" + code + "\" is known here", "discountCode");
        }
        Instant end = defined.validUntil();
        if (end != null && end.isBefore(clock.instant())) {
            throw ProblemException.unprocessable(
                    "expired-discount-code",
                    "the discount code \"" + code + "\" was valid until " + end,
                    "discountCode");
        }
        return defined;
    }

    private static Tariff terms(TariffDefined tariff) {
        return new Tariff(
                tariff.shippingFee().currency(),
                tariff.shippingFee().minor(),
                tariff.freeShippingFrom().minor(),
                tariff.vatRates());
    }
}
