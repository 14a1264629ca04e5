package dev.waybill.ecommerce.web;

import dev.waybill.contract.amounts.DiscountCode;
import dev.waybill.ecommerce.application.CartOrders;
import dev.waybill.ecommerce.application.CartPrices;
import dev.waybill.ecommerce.application.CartRules;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartCommand;
import dev.waybill.ecommerce.domain.CartCommand.AddItem;
import dev.waybill.ecommerce.domain.CartCommand.EnterDiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.RemoveDiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.RemoveItem;
import dev.waybill.ecommerce.domain.CartCommand.SetCountry;
import dev.waybill.ecommerce.domain.CartOrder;
import dev.waybill.platform.history.EventJson;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.AsOf;
import dev.waybill.platform.web.CountryCode;
import dev.waybill.platform.web.MayHoldGs1Key;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Carts over HTTP, from the first item to checkout. */
@RestController
@RequestMapping("/api/carts")
class CartController {

    private static final String QUANTITY = "must be a whole number between 1 and 9999";

    private static final String NO_FIELDS = "\\s*(\\{\\s*})?\\s*";

    /** A new cart. */
    record Opened(String cartId) {}

    /** Pieces of a SKU. */
    record ItemRequest(
            @MayHoldGs1Key @Text String sku,

            @NotNull @Min(value = 1, message = QUANTITY) @Max(value = 9_999, message = QUANTITY)
            Integer quantity) {}

    /** A discount code. */
    record CodeRequest(@Text String code) {}

    /** Where the cart's order would be shipped to. */
    record CountryRequest(@CountryCode String country) {}

    private final Carts carts;
    private final CartOrders orders;
    private final CartPrices prices;
    private final CartRules rules;

    CartController(Carts carts, CartOrders orders, CartPrices prices, CartRules rules) {
        this.carts = carts;
        this.orders = orders;
        this.prices = prices;
        this.rules = rules;
    }

    /** A body with fields is refused, as they would be ignored without notice. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Opened> open(
            @Parameter(hidden = true) @RequestBody(required = false) @Nullable String body, CurrentUser user) {
        if (body != null && !body.matches(NO_FIELDS)) {
            throw ProblemException.invalid("body", "must be empty or {}: a new cart has no fields");
        }
        String id = carts.open(user.name());
        return ResponseEntity.created(URI.create("/api/carts/" + id)).body(new Opened(id));
    }

    @GetMapping("/{id}")
    CartJson get(@PathVariable String id, @RequestParam(required = false) @Nullable String asOf, CurrentUser user) {
        rules.visible(id, user);
        if (asOf == null) {
            return json(id, carts.get(id));
        }
        return AsOf.find(
                        asOf,
                        version -> carts.find(id, version).map(cart -> shown(id, cart, () -> orders.of(id))),
                        instant -> carts.find(id, instant).map(cart -> shown(id, cart, () -> orders.of(id, instant))))
                .orElseThrow(
                        () -> AsOf.notThere("cart " + id, asOf, 0, carts.get(id).version()));
    }

    @GetMapping("/{id}/events")
    List<EventJson> events(@PathVariable String id, CurrentUser user) {
        rules.visible(id, user);
        String currency = carts.get(id).currency();
        return carts.history(id).stream()
                .map(event -> Carts.SHOWN_EVENTS.of(event, currency, user))
                .toList();
    }

    @PostMapping("/{id}/items")
    @Refuses(HttpStatus.CONFLICT)
    CartJson add(@PathVariable String id, @Valid @RequestBody ItemRequest item, CurrentUser user) {
        return change(id, user, cart -> {
            rules.roomFor(cart, item.sku(), item.quantity());
            rules.sold(item.sku());
            return new AddItem(item.sku(), item.quantity(), prices.of(cart, item.sku(), cart.discountCode()));
        });
    }

    @DeleteMapping("/{id}/items/{sku}")
    @Refuses(HttpStatus.CONFLICT)
    CartJson remove(@PathVariable String id, @PathVariable @MayHoldGs1Key String sku, CurrentUser user) {
        return change(id, user, cart -> {
            if (!cart.items().containsKey(sku)) {
                throw ProblemException.notFound("item " + sku + " in this cart");
            }
            return new RemoveItem(sku, prices.of(cart, null, cart.discountCode()));
        });
    }

    @PutMapping("/{id}/discount-code")
    @Refuses(HttpStatus.CONFLICT)
    CartJson enter(@PathVariable String id, @Valid @RequestBody CodeRequest request, CurrentUser user) {
        return change(id, user, cart -> {
            rules.granted(request.code());
            String code = DiscountCode.canonical(request.code());
            return new EnterDiscountCode(code, prices.of(cart, null, code));
        });
    }

    @DeleteMapping("/{id}/discount-code")
    @Refuses(HttpStatus.CONFLICT)
    CartJson removeCode(@PathVariable String id, CurrentUser user) {
        return change(id, user, cart -> new RemoveDiscountCode(prices.of(cart, null, null)));
    }

    @PutMapping("/{id}/country")
    @Refuses(HttpStatus.CONFLICT)
    CartJson setCountry(@PathVariable String id, @Valid @RequestBody CountryRequest request, CurrentUser user) {
        return change(id, user, cart -> new SetCountry(request.country(), prices.of(cart, null, cart.discountCode())));
    }

    /** Changes an open cart of the user. */
    private CartJson change(String id, CurrentUser user, Function<Cart, CartCommand> command) {
        rules.own(id, user);
        return json(id, carts.decide(id, "", cart -> {
            rules.open(cart);
            return command.apply(cart);
        }));
    }

    private CartJson json(String id, Cart cart) {
        return shown(id, prices.current(cart), () -> orders.of(id));
    }

    private static CartJson shown(String id, Cart cart, Supplier<Optional<CartOrder>> order) {
        return CartJson.of(id, cart, cart.isClosed() ? order.get().orElse(null) : null);
    }
}
