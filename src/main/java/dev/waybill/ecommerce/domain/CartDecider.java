package dev.waybill.ecommerce.domain;

import dev.waybill.ecommerce.domain.CartCommand.AddItem;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.CartCommand.EnterDiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.RemoveItem;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.CartEvent.DiscountCodeEntered;
import dev.waybill.ecommerce.domain.CartEvent.ItemAdded;
import dev.waybill.ecommerce.domain.CartEvent.ItemRemoved;
import dev.waybill.ecommerce.domain.CartEvent.PriceCalculated;
import java.util.List;
import java.util.Map;

/** What a cart decides and how it evolves. Each change is followed by the price that it leads to. */
public final class CartDecider {

    /** Whose VAT the customer is shown until it is known where the order goes: that of the shop's own country. */
    public static final String HOME = "DE";

    private CartDecider() {}

    /** The events that a command leads to; none for a closed cart, an item that is not there, an empty checkout. */
    public static List<CartEvent> decide(Cart cart, CartCommand command) {
        if (cart.isClosed()) {
            return List.of();
        }
        return switch (command) {
            case AddItem(var sku, var quantity, var prices) ->
                List.of(new ItemAdded(sku, quantity), priced(cart.itemsWith(sku, quantity), prices));
            case RemoveItem(var sku, var prices) ->
                cart.items().containsKey(sku)
                        ? List.of(new ItemRemoved(sku), priced(cart.itemsWithout(sku), prices))
                        : List.of();
            case EnterDiscountCode(var code, var prices) ->
                List.of(new DiscountCodeEntered(code), priced(cart.items(), prices));
            case CheckOut checkOut -> cart.items().isEmpty() ? List.of() : checkOut(cart, checkOut);
        };
    }

    /** Compared is what was seen, so at the country that it was seen for; agreed is what the ship-to country makes of it. */
    private static List<CartEvent> checkOut(Cart cart, CheckOut asked) {
        Quote today = Quote.of(cart.items(), asked.prices(), HOME);
        if (cart.quote() == null || !cart.quote().looksLike(today)) {
            return List.of(new PriceCalculated(today));
        }
        return List.of(new CheckedOut(
                asked.orderId(),
                asked.customerId(),
                Quote.of(cart.items(), asked.prices(), asked.shipTo().country()),
                asked.shipTo(),
                asked.paymentMethod(),
                asked.reference(),
                asked.attributes(),
                asked.at()));
    }

    private static PriceCalculated priced(Map<String, Integer> items, Prices prices) {
        return new PriceCalculated(Quote.of(items, prices, HOME));
    }

    /** The cart after an event. */
    public static Cart evolve(Cart before, CartEvent event) {
        Cart cart = before.next();
        return switch (event) {
            case ItemAdded(var sku, var quantity) -> cart.holding(cart.itemsWith(sku, quantity));
            case ItemRemoved(var sku) -> cart.holding(cart.itemsWithout(sku));
            case DiscountCodeEntered(var code) -> cart.promised(code);
            case PriceCalculated(var quote) -> cart.costing(quote);
            case CheckedOut agreed -> cart.closed(agreed);
        };
    }
}
