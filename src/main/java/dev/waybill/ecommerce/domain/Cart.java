package dev.waybill.ecommerce.domain;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it follows from its events.
 *
 * @param items pieces by SKU, in the order in which they were put in
 * @param discountCode the code that was entered, in its canonical form; null for none
 * @param quote what the customer was shown last; null before the first item
 * @param checkedOut what was agreed; null while the cart is open
 */
public record Cart(
        long version,
        Map<String, Integer> items,
        @Nullable String discountCode,
        @Nullable Quote quote,
        @Nullable CheckedOut checkedOut) {

    /** The most lines of a cart: no more fit in an order. */
    public static final int MOST_LINES = 100;

    /** The most pieces of a line. */
    public static final int MOST_PIECES = 9_999;

    /** Before the first event. */
    public static final Cart EMPTY = new Cart(0, Map.of(), null, null, null);

    /** Whether nothing can change any more. */
    public boolean isClosed() {
        return checkedOut != null;
    }

    /** How many pieces of a SKU are in the cart. */
    public int pieces(String sku) {
        return items.getOrDefault(sku, 0);
    }

    /** Whether that many more pieces fit in the line of a SKU. */
    public boolean hasRoomFor(String sku, int quantity) {
        return pieces(sku) + quantity <= MOST_PIECES;
    }

    /** Whether a SKU has a line, or fits in as another one. */
    public boolean hasLineFor(String sku) {
        return items.containsKey(sku) || items.size() < MOST_LINES;
    }

    /** The priced lines that the customer was shown last. */
    public List<Quote.Line> lines() {
        return quote == null ? List.of() : quote.lines();
    }

    /** What the customer was shown last. */
    public Amounts amounts() {
        return quote == null ? Amounts.ZERO : quote.amounts();
    }

    /** The customer whose personal data the cart holds; null before checkout. */
    public @Nullable String customerId() {
        return checkedOut == null ? null : checkedOut.customerId();
    }

    /** The country whose VAT is in the amounts: the shop's own until another one is set. */
    public String country() {
        return quote == null ? CartDecider.HOME : quote.country();
    }

    /** The currency of the amounts. */
    public String currency() {
        return quote == null ? "EUR" : quote.currency();
    }

    /** An open cart as it looks once its discount code has expired, by the prices of that moment. */
    public Cart withoutDiscount(Prices today) {
        boolean discounted = quote != null && quote.discount() != null;
        return new Cart(version, items, null, discounted ? Quote.of(items, today, country()) : quote, checkedOut);
    }

    Cart next() {
        return new Cart(version + 1, items, discountCode, quote, checkedOut);
    }

    Map<String, Integer> itemsWith(String sku, int quantity) {
        var more = new LinkedHashMap<>(items);
        more.merge(sku, quantity, Integer::sum);
        return Collections.unmodifiableMap(more);
    }

    Map<String, Integer> itemsWithout(String sku) {
        var less = new LinkedHashMap<>(items);
        less.remove(sku);
        return Collections.unmodifiableMap(less);
    }

    Cart withItems(Map<String, Integer> newItems) {
        return new Cart(version, newItems, discountCode, quote, checkedOut);
    }

    Cart withDiscountCode(@Nullable String code) {
        return new Cart(version, items, code, quote, checkedOut);
    }

    Cart withQuote(Quote newQuote) {
        return new Cart(version, items, discountCode, newQuote, checkedOut);
    }

    Cart checkedOut(CheckedOut agreed) {
        String granted = agreed.agreed().discount() == null ? null : discountCode;
        return new Cart(version, items, granted, agreed.agreed(), agreed);
    }
}
