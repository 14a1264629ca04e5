package dev.waybill.order.web;

import dev.waybill.contract.Money;
import dev.waybill.order.application.CancelOrder;
import dev.waybill.order.application.ChangeLines;
import dev.waybill.order.application.ChangePaymentMethod;
import dev.waybill.order.application.ChangeShipTo;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.Pieces;
import dev.waybill.order.web.PlaceOrderRequest.ItemRequest;
import dev.waybill.order.web.PlaceOrderRequest.ShipToRequest;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.text.ComparableText;
import dev.waybill.platform.web.IfMatch;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What customers, and agents for them, may still decide about an order. */
@RestController
@RequestMapping("/api/orders")
class OrderChangeController {

    /** Why the order is not wanted any more. */
    record CancellationRequest(@Text String reason) {}

    /** What is wanted instead; a quoted total that is given is insisted on. */
    record LinesRequest(
            @NotNull @Size(min = 1, max = 100, message = "must have 1 to 100 lines")
            List<@NotNull @Valid ItemRequest> items,

            @Nullable Money quotedTotal) {}

    /** Another payment method. */
    record PaymentMethodRequest(@Text String paymentMethod) {}

    /** What may be asked of an order, and how errors call it: "an order that is SHIPPED cannot be cancelled any more". */
    private enum Wish {
        CANCELLATION("cancellation", "cancelled"),
        PAYMENT_METHOD("payment-method", "paid otherwise"),
        LINES("lines", "changed"),
        SHIP_TO("ship-to", "shipped elsewhere");

        private final String path;
        private final String participle;

        Wish(String path, String participle) {
            this.path = path;
            this.participle = participle;
        }
    }

    private final VisibleOrders visible;
    private final ShownOrders shown;
    private final ConditionalRequest requests;
    private final CancelOrder cancelOrder;
    private final ChangeLines changeLines;
    private final ChangeShipTo changeShipTo;
    private final ChangePaymentMethod changePaymentMethod;

    OrderChangeController(
            VisibleOrders visible,
            ShownOrders shown,
            ConditionalRequest requests,
            CancelOrder cancelOrder,
            ChangeLines changeLines,
            ChangeShipTo changeShipTo,
            ChangePaymentMethod changePaymentMethod) {
        this.visible = visible;
        this.shown = shown;
        this.requests = requests;
        this.cancelOrder = cancelOrder;
        this.changeLines = changeLines;
        this.changeShipTo = changeShipTo;
        this.changePaymentMethod = changePaymentMethod;
    }

    @PostMapping("/{id}/cancellation")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> cancel(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody CancellationRequest request,
            CurrentUser user) {
        return change(
                id,
                ifMatch,
                user,
                Wish.CANCELLATION,
                order -> cancelOrder.cancel(id, request.reason(), requestedBy(order, user)));
    }

    @PutMapping("/{id}/payment-method")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED, HttpStatus.TOO_MANY_REQUESTS})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> changePaymentMethod(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PaymentMethodRequest request,
            CurrentUser user) {
        return change(
                id,
                ifMatch,
                user,
                Wish.PAYMENT_METHOD,
                order -> changePaymentMethod.change(id, request.paymentMethod()));
    }

    @PutMapping("/{id}/lines")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> changeLines(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody LinesRequest request,
            CurrentUser user) {
        return change(id, ifMatch, user, Wish.LINES, order -> {
            List<Pieces> items = Requested.pieces(request.items());
            return changeLines.change(id, items, request.quotedTotal());
        });
    }

    @PutMapping("/{id}/ship-to")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> changeShipTo(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ShipToRequest request,
            CurrentUser user) {
        return change(id, ifMatch, user, Wish.SHIP_TO, order -> changeShipTo.change(id, Requested.shipTo(request)));
    }

    /** Customers read it; the login of staff is recorded as the event's actor, which they do not see. */
    private static String requestedBy(Order order, CurrentUser user) {
        return ComparableText.same(order.agreed().customerId(), user.name())
                ? "requested by the customer"
                : "requested by an agent";
    }

    /**
     * Changes an order of the user, if it is at the version that they expect.
     *
     * @param change whether the order is as wanted now, rather than that it is too late
     */
    private ResponseEntity<OrderJson> change(
            String id, @Nullable String ifMatch, CurrentUser user, Wish wish, Predicate<Order> change) {
        Order before = visible.own(id, user);
        boolean accepted = requests.decide(id, IfMatch.of(ifMatch), wish.path, () -> change.test(before));
        OrderJson now = shown.now(id, user);
        if (!accepted) {
            throw ProblemException.conflict(
                    "too-late", "an order that is " + now.status() + " cannot be " + wish.participle + " any more");
        }
        return ResponseEntity.accepted().body(now);
    }
}
