package dev.waybill.ecommerce.web;

import dev.waybill.ecommerce.Carts;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
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

/** Makes orders of carts: once per cart, at the price that the customer has seen. */
@RestController
class CheckoutController {

    /** Who orders, where it goes and how it is paid. */
    record CheckoutRequest(
            @Text String customerId,
            @NotNull @Valid ShipToRequest shipTo,
            @Text String paymentMethod,
            @Nullable @Text(optional = true) String reference,

            @Nullable @Size(max = 20, message = "must have at most 20 entries")
            Map<@Text String, @Text String> attributes) {}

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
    private final CartRules rules;
    private final Clock clock;

    CheckoutController(Carts carts, CartRules rules, Clock clock) {
        this.carts = carts;
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
        Cart cart = carts.decide(id, Traceparent.of(traceparent), (before, all) -> {
            rules.notEmpty(before);
            if (!before.isClosed()) {
                rules.notErased(request.customerId());
            }
            return command(before, request);
        });
        if (cart.checkedOut() == null) {
            throw priceChanged(id, cart);
        }
        return new CheckedOutJson(cart.checkedOut().orderId());
    }

    private CheckOut command(Cart cart, CheckoutRequest request) {
        return new CheckOut(
                UUID.randomUUID().toString(),
                request.customerId(),
                request.shipTo().toDomain(),
                request.paymentMethod(),
                request.reference(),
                request.attributes() == null ? Map.of() : request.attributes(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                carts.pricesFor(cart, null, cart.discountCode()));
    }

    private static ProblemException priceChanged(String id, Cart cart) {
        return ProblemException.conflict(
                        "price-changed",
                        "the price has changed since the customer saw it; checking out again accepts the new amounts")
                .with("amounts", CartJson.of(id, cart, null).amounts())
                .with("lines", CartJson.of(id, cart, null).lines());
    }
}
