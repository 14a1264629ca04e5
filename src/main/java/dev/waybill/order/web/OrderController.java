package dev.waybill.order.web;

import dev.waybill.contract.Money;
import dev.waybill.order.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.ProcessMap;
import dev.waybill.order.process.ProcessPast;
import dev.waybill.order.web.PlaceOrderRequest.ItemRequest;
import dev.waybill.order.web.PlaceOrderRequest.ShipToRequest;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.AsOf;
import dev.waybill.platform.web.EventJson;
import dev.waybill.platform.web.IfMatch;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Traceparent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP: placed, read as of now or then, and what the customer may still decide. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    /** A new order. */
    record Placed(String orderId, OrderStatus status) {}

    /** Why the order is not wanted any more. */
    record CancellationRequest(@Text String reason) {}

    /** What is wanted instead; a quoted total that is given is insisted on. */
    record LinesRequest(
            @NotNull @Size(min = 1, max = 100, message = "must have 1 to 100 lines")
            List<@NotNull @Valid ItemRequest> items,

            @Nullable Money quotedTotal) {}

    /** Another payment method. */
    record PaymentMethodRequest(@Text String paymentMethod) {}

    private final Orders orders;
    private final OrderProcess process;
    private final ProcessMap map;
    private final OrderPlacement placement;
    private final OrderChanges changes;

    OrderController(
            Orders orders, OrderProcess process, ProcessMap map, OrderPlacement placement, OrderChanges changes) {
        this.orders = orders;
        this.process = process;
        this.map = map;
        this.placement = placement;
        this.changes = changes;
    }

    @PostMapping
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Placed> place(
            @Valid @RequestBody PlaceOrderRequest request,
            @RequestHeader(value = "Idempotency-Key", required = false) @Text(optional = true) @Nullable String key,
            @RequestHeader(value = Traceparent.HEADER, defaultValue = "") String traceparent,
            CurrentUser user) {
        if (!user.mayActFor(request.customerId())) {
            throw ProblemException.forbidden("orders are placed for the customer who is logged in");
        }
        String orderId = placement.place(user.name(), key, request, Traceparent.of(traceparent));
        return ResponseEntity.created(URI.create("/api/orders/" + orderId))
                .body(new Placed(orderId, OrderStatus.PLACED));
    }

    @GetMapping("/{id}")
    ResponseEntity<OrderJson> get(
            @PathVariable String id, @RequestParam(required = false) @Nullable String asOf, CurrentUser user) {
        Order now = visible(id, user);
        Order shown = asOf == null ? now : then(now, asOf);
        return ResponseEntity.ok().eTag(IfMatch.tag(shown.version())).body(OrderJson.of(shown, user));
    }

    @GetMapping("/{id}/events")
    List<EventJson> events(@PathVariable String id, CurrentUser user) {
        String currency = visible(id, user).agreed().currency();
        return orders.history(id).stream()
                .map(event -> Orders.SHOWN_EVENTS.of(event, currency))
                .toList();
    }

    @GetMapping("/{id}/process")
    OrderProcess.Position process(
            @PathVariable String id, @RequestParam(required = false) @Nullable String asOf, CurrentUser user) {
        Order now = visible(id, user);
        List<Orders.Moment> moments = orders.moments(id);
        return asOf == null
                ? process.position(id).with(ProcessPast.after(map, moments))
                : ProcessPast.after(
                                map,
                                moments.subList(
                                        0, Math.toIntExact(then(now, asOf).version())))
                        .position();
    }

    @PostMapping("/{id}/cancellation")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> cancel(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody CancellationRequest request,
            CurrentUser user) {
        Order before = own(id, user);
        return accepted(
                before, "cancelled", user, changes.cancel(id, IfMatch.of(ifMatch), request.reason(), user.name()));
    }

    @PutMapping("/{id}/payment-method")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> changePaymentMethod(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PaymentMethodRequest request,
            CurrentUser user) {
        Order before = own(id, user);
        boolean accepted = changes.changePaymentMethod(id, IfMatch.of(ifMatch), request.paymentMethod());
        return accepted(before, "paid otherwise", user, accepted);
    }

    @PutMapping("/{id}/lines")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> changeLines(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody LinesRequest request,
            CurrentUser user) {
        Order before = own(id, user);
        boolean accepted =
                changes.changeLines(id, IfMatch.of(ifMatch), Requested.pieces(request.items()), request.quotedTotal());
        return accepted(before, "changed", user, accepted);
    }

    @PutMapping("/{id}/ship-to")
    @Refuses({HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderJson> changeShipTo(
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ShipToRequest request,
            CurrentUser user) {
        Order before = own(id, user);
        return accepted(
                before,
                "shipped elsewhere",
                user,
                changes.changeShipTo(id, IfMatch.of(ifMatch), Requested.shipTo(request)));
    }

    private ResponseEntity<OrderJson> accepted(Order before, String wish, CurrentUser user, boolean accepted) {
        Order now = visible(before.id(), user);
        if (!accepted) {
            throw ProblemException.conflict(
                    "too-late", "an order that is " + now.status() + " cannot be " + wish + " any more");
        }
        return ResponseEntity.accepted().body(OrderJson.of(now, user));
    }

    /** A customer's view of somebody else's order is that there is none. */
    private Order visible(String id, CurrentUser user) {
        return orders.find(id)
                .filter(order -> user.maySee(order.agreed().customerId()))
                .orElseThrow(() -> ProblemException.notFound("order " + id));
    }

    /** Whoever only looks after orders does not decide for customers. */
    private Order own(String id, CurrentUser user) {
        Order order = visible(id, user);
        if (!user.mayActFor(order.agreed().customerId())) {
            throw ProblemException.forbidden("only the customer and agents decide about an order");
        }
        return order;
    }

    private Order then(Order now, String asOf) {
        String id = now.id();
        return AsOf.find(asOf, version -> orders.find(id, version), instant -> orders.find(id, instant))
                .orElseThrow(() -> AsOf.notThere("order " + id, asOf, 1, now.version()));
    }
}
