package dev.waybill.ecommerce.web;

import dev.waybill.ecommerce.CartPrices;
import dev.waybill.ecommerce.Carts;
import dev.waybill.ecommerce.Catalogue;
import dev.waybill.ecommerce.Customers;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.RepeatedCheckout;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;

/** What has to be so before a cart takes something; each says what is wrong and what would be right. */
@Component
class CartRules {

    private static final int MOST_LINES = 100;
    private static final int MOST_PIECES = 9_999;

    private final Carts carts;
    private final Catalogue catalogue;
    private final CartPrices prices;
    private final Customers customers;

    CartRules(Carts carts, Catalogue catalogue, CartPrices prices, Customers customers) {
        this.carts = carts;
        this.catalogue = catalogue;
        this.prices = prices;
        this.customers = customers;
    }

    /** Inside the transaction that takes something of the customer in. */
    void notErased(String customerId) {
        if (customers.isErased(customerId)) {
            throw erased(customerId);
        }
    }

    static ProblemException erased(String customerId) {
        return ProblemException.conflict(
                "customer-erased", "customer " + customerId + " was erased; nothing is taken in for them any more");
    }

    /** A customer's view of somebody else's cart is that there is none. */
    void visible(String id, CurrentUser user) {
        if (carts.ownerOf(id).filter(user::maySee).isEmpty()) {
            throw ProblemException.notFound("cart " + id);
        }
    }

    /** Whoever only looks after carts does not decide for customers. */
    void own(String id, CurrentUser user) {
        visible(id, user);
        if (carts.ownerOf(id).filter(user::mayActFor).isEmpty()) {
            throw ProblemException.forbidden("only the customer and agents decide about a cart");
        }
    }

    void open(Cart cart) {
        if (cart.isClosed()) {
            throw ProblemException.conflict(
                    "cart-checked-out", "a cart that is checked out stays as it is; its order can still be changed");
        }
    }

    void roomFor(Cart cart, String sku, int quantity) {
        int pieces = cart.items().getOrDefault(sku, 0) + quantity;
        if (pieces > MOST_PIECES) {
            throw ProblemException.unprocessable(
                    "too-many-pieces",
                    sku + " would come to " + pieces + " pieces; at most 9999 fit in a cart",
                    "quantity");
        }
        if (!cart.items().containsKey(sku) && cart.items().size() >= MOST_LINES) {
            throw ProblemException.unprocessable(
                    "too-many-lines", "the cart has 100 lines, which is the most that fit in an order", "sku");
        }
    }

    void sold(String sku) {
        if (catalogue.product(sku).isEmpty()) {
            throw ProblemException.unprocessable("unknown-sku", "no product \"" + sku + "\" is sold here", "sku");
        }
    }

    void granted(String code) {
        if (catalogue.code(code).isEmpty()) {
            throw ProblemException.unprocessable(
                    "unknown-discount-code", "no discount code \"" + code + "\" is known here", "code");
        }
        if (prices.granted(code).isEmpty()) {
            throw ProblemException.unprocessable(
                    "expired-discount-code", "the discount code \"" + code + "\" is not valid any more", "code");
        }
    }

    /** A checkout of a closed cart has to be the one that closed it. */
    void sameAgain(CheckedOut first, CheckOut again) {
        List<String> differences = RepeatedCheckout.differences(first, again, customers.isErased(first.customerId()));
        if (!differences.isEmpty()) {
            throw ProblemException.conflict(
                    "cart-checked-out",
                    "the cart was checked out with another " + String.join(", ", differences)
                            + "; repeat that checkout, or change its order " + first.orderId());
        }
    }

    void notEmpty(Cart cart) {
        if (cart.items().isEmpty()) {
            throw ProblemException.unprocessable(
                    "empty-cart", "nothing is in the cart; put an item in before checking out", "items");
        }
    }
}
