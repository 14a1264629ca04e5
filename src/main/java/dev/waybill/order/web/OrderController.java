package dev.waybill.order.web;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.Moment;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.ProcessReplay;
import dev.waybill.platform.history.EventJson;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.AsOf;
import dev.waybill.platform.web.IfMatch;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Traceparent;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP: placed, and read as of now or then. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    /** A new order. */
    record Placed(String orderId, OrderStatus status) {}

    private final Orders orders;
    private final VisibleOrders visible;
    private final ShownOrders shown;
    private final OrderProcess process;
    private final ProcessReplay replay;
    private final IdempotentPlacement placement;

    OrderController(
            Orders orders,
            VisibleOrders visible,
            ShownOrders shown,
            OrderProcess process,
            ProcessReplay replay,
            IdempotentPlacement placement) {
        this.orders = orders;
        this.visible = visible;
        this.shown = shown;
        this.process = process;
        this.replay = replay;
        this.placement = placement;
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
        Order now = visible.find(id, user);
        OrderJson order = asOf == null ? shown.now(id, user) : shown.at(then(now, asOf), user);
        return ResponseEntity.ok().eTag(IfMatch.tag(order.version())).body(order);
    }

    @GetMapping("/{id}/events")
    List<EventJson> events(@PathVariable String id, CurrentUser user) {
        String currency = visible.find(id, user).agreed().currency();
        return orders.history(id).stream()
                .map(event -> Orders.SHOWN_EVENTS.of(event, currency, user))
                .toList();
    }

    @GetMapping("/{id}/process")
    OrderProcess.Position process(
            @PathVariable String id, @RequestParam(required = false) @Nullable String asOf, CurrentUser user) {
        Order now = visible.find(id, user);
        List<Moment> moments = orders.moments(id);
        return asOf == null
                ? process.position(id).with(replay.after(moments))
                : replay.after(moments.subList(
                                0, Math.toIntExact(then(now, asOf).version())))
                        .position();
    }

    private Order then(Order now, String asOf) {
        String id = now.id();
        return AsOf.find(asOf, version -> orders.find(id, version), instant -> orders.find(id, instant))
                .orElseThrow(() -> AsOf.notThere("order " + id, asOf, 1, now.version()));
    }
}
