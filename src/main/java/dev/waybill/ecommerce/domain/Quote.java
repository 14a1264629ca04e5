package dev.waybill.ecommerce.domain;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.amounts.MinorUnits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cart costs, by which versions of the price list.
 *
 * @param country the country whose VAT is in the amounts
 * @param discount the code that was granted; null for none
 */
public record Quote(
        List<Line> lines,
        String currency,
        @Nullable Discount discount,
        long tariffVersion,
        String country,
        Amounts amounts) {

    /** Pieces of a SKU at the net unit price in minor units of that version. */
    public record Line(String sku, int quantity, @MinorUnits long unitPrice, long priceVersion) {}

    /** A version of a discount code. */
    public record Discount(String code, long version) {}

    /** The quote for items; an empty cart costs nothing, not even shipping. */
    static Quote of(Map<String, Integer> items, Prices prices, String country) {
        List<Line> lines = items.entrySet().stream()
                .map(item -> line(item.getKey(), item.getValue(), prices))
                .toList();
        long goods = Amounts.sum(lines.stream().mapToLong(line -> Amounts.ofPieces(line.unitPrice(), line.quantity())));
        Prices.Granted granted = prices.granted();
        BigDecimal percentOff = granted == null ? BigDecimal.ZERO : granted.percentOff();
        return new Quote(
                lines,
                prices.tariff().currency(),
                granted == null ? null : new Discount(granted.code(), granted.version()),
                prices.tariffVersion(),
                country,
                lines.isEmpty() ? Amounts.ZERO : Amounts.of(goods, percentOff, prices.tariff(), country));
    }

    private static Line line(String sku, int quantity, Prices prices) {
        Prices.Price price = prices.of(sku);
        return new Line(sku, quantity, price.unitPrice(), price.version());
    }

    /** Whether a customer who saw this quote sees nothing new in the other, whatever its versions are. */
    boolean looksLike(Quote other) {
        return amounts.equals(other.amounts)
                && currency.equals(other.currency)
                && lines.stream()
                        .map(Line::unitPrice)
                        .toList()
                        .equals(other.lines.stream().map(Line::unitPrice).toList());
    }
}
