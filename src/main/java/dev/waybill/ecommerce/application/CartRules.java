package dev.waybill.ecommerce.application;

import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.RepeatedCheckout;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import java.util.List;

/** The conditions of what is done with carts; each throws a problem that names what is wrong and what would be right. */
public final class CartRules {

    private final Carts carts;
    private final Catalogue catalogue;
    private final CartPrices prices;
    private final Customers customers;

    public CartRules(Carts carts, Catalogue catalogue, CartPrices prices, Customers customers) {
        this.carts = carts;
        this.catalogue = catalogue;
        this.prices = prices;
        this.customers = customers;
    }

    /** The customer was not erased; asked in the transaction that stores something of the customer. */
    public void notErased(String customerId) {
        if (customers.isErased(customerId)) {
            throw erased(customerId);
        }
    }

    /** The problem that an erased customer leads to. */
    public static ProblemException erased(String customerId) {
        return ProblemException.conflict(
                "customer-erased", "customer " + customerId + " was erased; nothing more is stored for them");
    }

    /** The user may see the cart; for customers there are no carts but their own. */
    public void visible(String id, CurrentUser user) {
        if (carts.ownerOf(id).filter(user::maySee).isEmpty()) {
            throw ProblemException.notFound("cart " + id);
        }
    }

    /** The user may decide about the cart: its customer and agents, not others who may see it. */
    public void own(String id, CurrentUser user) {
        visible(id, user);
        if (carts.ownerOf(id).filter(user::mayActFor).isEmpty()) {
            throw ProblemException.forbidden("only the customer and agents decide about a cart");
        }
    }

    /** The cart is not checked out. */
    public void open(Cart cart) {
        if (cart.isClosed()) {
            throw ProblemException.conflict(
                    "cart-checked-out", "a cart that is checked out stays as it is; its order can still be changed");
        }
    }

    /** The cart has room for that many more pieces of a SKU. */
    public void roomFor(Cart cart, String sku, int quantity) {
        if (!cart.hasRoomFor(sku, quantity)) {
            throw ProblemException.unprocessable(
                    "too-many-pieces",
                    "there would be %d pieces of %s; at most %d fit in a cart"
                            .formatted(cart.pieces(sku) + quantity, sku, Cart.MOST_PIECES),
                    "quantity");
        }
        if (!cart.hasLineFor(sku)) {
            throw ProblemException.unprocessable(
                    "too-many-lines",
                    "the cart has %d lines, which is the most that fit in an order".formatted(Cart.MOST_LINES),
                    "sku");
        }
    }

    /** The SKU is in the price list. */
    public void sold(String sku) {
        if (catalogue.product(sku).isEmpty()) {
            throw ProblemException.unprocessable("unknown-sku", "no product \"" + sku + "\" is sold here", "sku");
        }
    }

    /** The discount code is known and has not expired. */
    public void granted(String code) {
        if (catalogue.code(code).isEmpty()) {
            throw ProblemException.unprocessable(
                    "unknown-discount-code", "no discount code \"" + code + "\" is known here", "code");
        }
        if (prices.granted(code).isEmpty()) {
            throw ProblemException.unprocessable(
                    "expired-discount-code", "the discount code \"" + code + "\" is not valid any more", "code");
        }
    }

    /** A checkout of a closed cart is the one that closed it. */
    public void sameCheckout(CheckedOut first, CheckOut again) {
        List<String> differences = RepeatedCheckout.differences(first, again, customers.isErased(first.customerId()));
        if (!differences.isEmpty()) {
            throw ProblemException.conflict(
                    "cart-checked-out",
                    "the cart was checked out with another " + String.join(", ", differences)
                            + "; repeat that checkout, or change its order " + first.orderId());
        }
    }

    /** Something is in the cart. */
    public void notEmpty(Cart cart) {
        if (cart.items().isEmpty()) {
            throw ProblemException.unprocessable(
                    "empty-cart", "nothing is in the cart; put an item in before checking out", "items");
        }
    }
}
