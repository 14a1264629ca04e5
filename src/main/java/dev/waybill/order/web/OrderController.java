package dev.waybill.order.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.order.OrderFlow;
import dev.waybill.order.Orders;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.platform.context.ContextParts;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Text;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP: placed, read as of now or then, and what the customer may still decide. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    /** A new order. */
    record Placed(String orderId, OrderStatus status) {}

    /** Another payment method. */
    record PaymentMethodRequest(@Text String paymentMethod) {}

    /** Something that happened to the order. */
    record EventJson(
            long version, String type, Instant occurredAt, JsonNode data, String causationId, String correlationId) {}

    private final ContextParts parts;
    private final Orders orders;
    private final OrderFlow flow;
    private final OrderProcess process;
    private final OrderPlacement placement;

    OrderController(
            @Qualifier("orderParts") ContextParts parts,
            Orders orders,
            OrderFlow flow,
            OrderProcess process,
            OrderPlacement placement) {
        this.parts = parts;
        this.orders = orders;
        this.flow = flow;
        this.process = process;
        this.placement = placement;
    }

    @PostMapping
    ResponseEntity<Placed> place(
            @Valid @RequestBody PlaceOrderRequest request,
            @RequestHeader(value = "Idempotency-Key", required = false) @Text(optional = true) @Nullable String key,
            @RequestHeader(value = "traceparent", defaultValue = "") String traceparent,
            CurrentUser user) {
        if (!user.mayActFor(request.customerId())) {
            throw ProblemException.forbidden("orders are placed for the customer who is logged in");
        }
        String orderId = placement.place(user.name(), key, request, traceparent);
        return ResponseEntity.created(URI.create("/api/orders/" + orderId))
                .body(new Placed(orderId, OrderStatus.PLACED));
    }

    @GetMapping("/{id}")
    OrderJson get(@PathVariable String id, @RequestParam(required = false) @Nullable String asOf, CurrentUser user) {
        Order now = visible(id, user);
        return OrderJson.of(asOf == null ? now : then(id, asOf));
    }

    @GetMapping("/{id}/events")
    List<EventJson> events(@PathVariable String id, CurrentUser user) {
        visible(id, user);
        return orders.history(id).stream().map(OrderController::json).toList();
    }

    @GetMapping("/{id}/process")
    OrderProcess.Position process(@PathVariable String id, CurrentUser user) {
        visible(id, user);
        return process.position(id);
    }

    @PutMapping("/{id}/payment-method")
    ResponseEntity<OrderJson> changePaymentMethod(
            @PathVariable String id, @Valid @RequestBody PaymentMethodRequest request, CurrentUser user) {
        Order before = visible(id, user);
        boolean accepted = parts.transactions().in(() -> {
            parts.transactions().current().because(Cause.of(id, "request:payment-method"));
            return flow.changePaymentMethod(id, request.paymentMethod());
        });
        if (!accepted) {
            throw ProblemException.conflict(
                    "too-late", "the payment method of an order that is " + before.status() + " cannot be changed");
        }
        return ResponseEntity.accepted().body(OrderJson.of(visible(id, user)));
    }

    /** A customer's view of somebody else's order is that there is none. */
    private Order visible(String id, CurrentUser user) {
        return orders.find(id)
                .filter(order -> user.maySee(order.agreed().customerId()))
                .orElseThrow(() -> ProblemException.notFound("order " + id));
    }

    private Order then(String id, String asOf) {
        return at(id, asOf).orElseThrow(() -> ProblemException.notFound("order " + id + " as of " + asOf));
    }

    private Optional<Order> at(String id, String asOf) {
        try {
            return asOf.matches("\\d{1,18}")
                    ? orders.find(id, Long.parseLong(asOf))
                    : orders.find(id, Instant.parse(asOf));
        } catch (DateTimeException e) {
            throw ProblemException.invalid("asOf", "must be a version like 3 or an instant like 2026-01-31T12:00:00Z");
        }
    }

    private static EventJson json(RecordedEvent event) {
        return new EventJson(
                event.version(),
                event.type(),
                event.occurredAt(),
                event.data(),
                event.causationId(),
                event.correlationId());
    }
}
