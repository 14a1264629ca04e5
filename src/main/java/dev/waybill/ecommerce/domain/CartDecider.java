package dev.waybill.ecommerce.domain;

import dev.waybill.contract.amounts.DiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.AddItem;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.CartCommand.EnterDiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.RemoveDiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.RemoveItem;
import dev.waybill.ecommerce.domain.CartCommand.SetCountry;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.CartEvent.DiscountCodeEntered;
import dev.waybill.ecommerce.domain.CartEvent.DiscountCodeRemoved;
import dev.waybill.ecommerce.domain.CartEvent.ItemAdded;
import dev.waybill.ecommerce.domain.CartEvent.ItemRemoved;
import dev.waybill.ecommerce.domain.CartEvent.PriceCalculated;
import java.util.List;
import java.util.Map;

/** How a cart decides and evolves. Each change is followed by the price that it leads to. */
public final class CartDecider {

    /** The country whose VAT the customer is shown until another one is set: the shop's own. */
    public static final String HOME = "DE";

    private CartDecider() {}

    /** The events that a command leads to; none for a closed cart, an item that is not there, an empty checkout. */
    public static List<CartEvent> decide(Cart cart, CartCommand command) {
        if (cart.isClosed()) {
            return List.of();
        }
        return switch (command) {
            case AddItem(var sku, var quantity, var prices) ->
                List.of(new ItemAdded(sku, quantity), priced(cart, cart.itemsWith(sku, quantity), prices));
            case RemoveItem(var sku, var prices) ->
                cart.items().containsKey(sku)
                        ? List.of(new ItemRemoved(sku), priced(cart, cart.itemsWithout(sku), prices))
                        : List.of();
            case EnterDiscountCode(var code, var prices) ->
                List.of(new DiscountCodeEntered(code), priced(cart, cart.items(), prices));
            case RemoveDiscountCode(var prices) ->
                cart.discountCode() == null
                        ? List.of()
                        : List.of(new DiscountCodeRemoved(cart.discountCode()), priced(cart, cart.items(), prices));
            case SetCountry(var country, var prices) -> setCountry(cart, country, prices);
            case CheckOut checkOut -> cart.items().isEmpty() ? List.of() : checkOut(cart, checkOut);
        };
    }

    private static List<CartEvent> setCountry(Cart cart, String country, Prices prices) {
        Quote today = Quote.of(cart.items(), prices, country);
        boolean unchanged =
                cart.quote() == null ? country.equals(HOME) : cart.quote().equals(today);
        return unchanged ? List.of() : List.of(new PriceCalculated(today));
    }

    /** The order has to cost, today and in its ship-to country, what the customer was shown, in every tab. */
    private static List<CartEvent> checkOut(Cart cart, CheckOut asked) {
        Quote today = Quote.of(cart.items(), asked.prices(), asked.shipTo().country());
        if (cart.quote() == null || !cart.quote().looksLike(today)) {
            return List.of(new PriceCalculated(today));
        }
        if (asked.quotedTotal() != null
                && asked.quotedTotal() != today.amounts().total()) {
            return List.of();
        }
        return List.of(new CheckedOut(
                asked.orderId(),
                asked.customerId(),
                today,
                asked.shipTo(),
                asked.paymentMethod(),
                asked.quotedTotal(),
                asked.reference(),
                asked.attributes(),
                asked.at()));
    }

    private static PriceCalculated priced(Cart cart, Map<String, Integer> items, Prices prices) {
        return new PriceCalculated(Quote.of(items, prices, cart.country()));
    }

    /** The cart after an event. */
    public static Cart evolve(Cart before, CartEvent event) {
        Cart cart = before.next();
        return switch (event) {
            case ItemAdded(var sku, var quantity) -> cart.withItems(cart.itemsWith(sku, quantity));
            case ItemRemoved(var sku) -> cart.withItems(cart.itemsWithout(sku));
            case DiscountCodeEntered(var code) -> cart.withDiscountCode(DiscountCode.canonical(code));
            case DiscountCodeRemoved removed -> cart.withDiscountCode(null);
            case PriceCalculated(var quote) -> cart.withQuote(quote);
            case CheckedOut agreed -> cart.checkedOut(agreed);
        };
    }
}
