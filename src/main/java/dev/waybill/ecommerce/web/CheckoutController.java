package dev.waybill.ecommerce.web;

import dev.waybill.contract.Money;
import dev.waybill.ecommerce.application.CartPrices;
import dev.waybill.ecommerce.application.CartRules;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.Prices;
import dev.waybill.ecommerce.domain.ShipTo;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.CountryCode;
import dev.waybill.platform.web.PostalAddress;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Traceparent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Checks carts out: once per cart, at the price that the customer has seen. */
@RestController
class CheckoutController {

    /** The customer, the destination and the payment method of the order. */
    record CheckoutRequest(
            @Text String customerId,
            @NotNull @Valid ShipToRequest shipTo,
            @Text String paymentMethod,
            @Nullable Money quotedTotal,
            @Nullable @Text(optional = true) String reference,

            @Nullable @Size(max = 20, message = "must have at most 20 entries")
            Map<@Text String, @Text String> attributes) {

        CheckOut command(Prices prices, Instant at) {
            return new CheckOut(
                    UUID.randomUUID().toString(),
                    customerId,
                    shipTo.toDomain(),
                    paymentMethod,
                    quoted(prices.tariff().currency()),
                    reference,
                    attributes == null ? Map.of() : attributes,
                    at,
                    prices);
        }

        private @Nullable Long quoted(String currency) {
            if (quotedTotal == null) {
                return null;
            }
            if (!quotedTotal.currency().equals(currency)) {
                throw ProblemException.unprocessable(
                        "mixed-currencies", "this shop sells in " + currency, "quotedTotal.currency");
            }
            return quotedTotal.minor();
        }
    }

    /** Where to ship to. */
    record ShipToRequest(
            @Text String name,
            @Text String street,
            @Text String city,
            @Nullable @Text(optional = true) String postalCode,
            @CountryCode String country)
            implements PostalAddress {

        ShipTo toDomain() {
            return new ShipTo(name, street, city, postalCodeOrEmpty(), country);
        }
    }

    /** The order that the cart becomes. */
    record CheckedOutJson(String orderId) {}

    private final Carts carts;
    private final CartPrices prices;
    private final CartRules rules;
    private final Clock clock;

    CheckoutController(Carts carts, CartPrices prices, CartRules rules, Clock clock) {
        this.carts = carts;
        this.prices = prices;
        this.rules = rules;
        this.clock = clock;
    }

    @PostMapping("/api/carts/{id}/checkout")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(HttpStatus.CONFLICT)
    CheckedOutJson checkOut(
            @PathVariable String id,
            @Valid @RequestBody CheckoutRequest request,
            @RequestHeader(value = Traceparent.HEADER, defaultValue = "") String traceparent,
            CurrentUser user) {
        rules.own(id, user);
        if (!user.mayActFor(request.customerId())) {
            throw ProblemException.forbidden("carts are checked out for the customer who is logged in");
        }
        Cart cart = carts.decide(id, Traceparent.of(traceparent), before -> {
            rules.notEmpty(before);
            CheckOut asked = request.command(prices.of(before, null, before.discountCode()), now());
            if (before.checkedOut() == null) {
                rules.notErased(request.customerId());
            } else {
                rules.sameCheckout(before.checkedOut(), asked);
            }
            return asked;
        });
        if (cart.checkedOut() == null) {
            throw priceChanged(id, cart);
        }
        return new CheckedOutJson(cart.checkedOut().orderId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException priceChanged(String id, Cart cart) {
        CartJson shown = CartJson.of(id, cart, null);
        return ProblemException.conflict(
                        "price-changed",
                        "the order would not cost what the customer was shown; checking out again, with the new total if"
                                + " any, accepts the new amounts")
                .with("country", shown.country())
                .with("amounts", shown.amounts())
                .with("lines", shown.lines());
    }
}
