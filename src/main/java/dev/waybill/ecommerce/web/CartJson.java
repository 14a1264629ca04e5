package dev.waybill.ecommerce.web;

import dev.waybill.contract.Money;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is shown: the amounts that were calculated last, with the VAT of its country.
 *
 * @param discountCode the code that was entered; absent once it has expired
 * @param order the order that the cart has become, as it was reported last; absent before checkout
 */
record CartJson(
        String cartId,
        long version,
        String status,
        @Nullable String customerId,
        @Nullable String discountCode,
        List<LineJson> lines,
        String country,
        AmountsJson amounts,
        @Nullable CartOrder order) {

    /** Pieces of a SKU at their net unit price. */
    record LineJson(String sku, int quantity, Money unitPrice) {}

    /** What the cart comes to. */
    record AmountsJson(Money goods, Money discount, Money shipping, Money tax, Money total) {}

    static CartJson of(String id, Cart cart, @Nullable CartOrder order) {
        String currency = cart.currency();
        return new CartJson(
                id,
                cart.version(),
                cart.isClosed() ? "CHECKED_OUT" : "OPEN",
                cart.customerId(),
                cart.discountCode(),
                cart.lines().stream()
                        .map(line ->
                                new LineJson(line.sku(), line.quantity(), Money.ofMinor(line.unitPrice(), currency)))
                        .toList(),
                cart.country(),
                amounts(cart, currency),
                order);
    }

    private static AmountsJson amounts(Cart cart, String currency) {
        var amounts = cart.amounts();
        return new AmountsJson(
                Money.ofMinor(amounts.goods(), currency),
                Money.ofMinor(amounts.discount(), currency),
                Money.ofMinor(amounts.shipping(), currency),
                Money.ofMinor(amounts.tax(), currency),
                Money.ofMinor(amounts.total(), currency));
    }
}
