package dev.waybill.ecommerce;

import dev.waybill.contract.Money;
import dev.waybill.contract.amounts.MinorUnits;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartCommand;
import dev.waybill.ecommerce.domain.CartDecider;
import dev.waybill.ecommerce.domain.CartEvent;
import dev.waybill.ecommerce.domain.Prices;
import dev.waybill.ecommerce.messaging.CartPublisher;
import dev.waybill.platform.audit.AuditEntry;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.history.ShownEvents;
import dev.waybill.platform.messaging.SentMessage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** All carts, and what the shop was told of their orders. */
@Component
public class Carts {

    /** Carts as pure functions. */
    public static final Decider<Cart, CartCommand, CartEvent> DECIDER =
            new Decider<>(Cart.EMPTY, CartDecider::decide, CartDecider::evolve);

    /** The stored names of what can happen to a cart. */
    public static final EventTypes<CartEvent> EVENT_TYPES = EventTypes.of(CartEvent.class)
            .upcast("CheckedOut", 1, checkedOut -> checkedOut); // no checkout named a total

    /** The events of carts as they are shown. */
    public static final ShownEvents<CartEvent> SHOWN_EVENTS =
            new ShownEvents<>(EVENT_TYPES, MinorUnits.class, Money::ofMinor);

    /** A cart's order, as the shop was told; "REQUESTED" until order has told anything. */
    public record OrderTold(String orderId, String status) {}

    private final ContextRuntime parts;
    private final CartPrices prices;
    private final CartPublisher publisher;
    private final Aggregates<Cart, CartCommand, CartEvent> carts;

    Carts(@Qualifier("ecommerceParts") ContextRuntime parts, CartPrices prices, CartPublisher publisher) {
        this.parts = parts;
        this.prices = prices;
        this.publisher = publisher;
        this.carts = parts.aggregates("cart", DECIDER, EVENT_TYPES, Cart::customerId);
    }

    /** Opens a cart for a login; its id. */
    public String open(String owner) {
        String id = UUID.randomUUID().toString();
        parts.jdbc()
                .update("insert into ecommerce.cart (cart_id, owner, opened_at) values (?, ?, ?)", id, owner, now());
        return id;
    }

    /** Whose cart it is: the login's that opened it, from checkout on the customer's; empty for an unknown id. */
    public Optional<String> ownerOf(String cartId) {
        return parts
                .jdbc()
                .queryForList("select owner from ecommerce.cart where cart_id = ?", String.class, cartId)
                .stream()
                .findFirst();
    }

    /** The cart now. */
    public Cart get(String cartId) {
        return carts.find(cartId).orElse(Cart.EMPTY);
    }

    /** A known cart right after one of its versions, of which 0 is the empty cart; empty for one that it does not have. */
    public Optional<Cart> find(String cartId, long version) {
        return version == 0 ? Optional.of(Cart.EMPTY) : carts.past().at(cartId, version);
    }

    /** The cart as it was at an instant; empty before it was opened. */
    public Optional<Cart> find(String cartId, Instant asOf) {
        return carts.past()
                .at(cartId, asOf)
                .or(() -> wasOpen(cartId, asOf) ? Optional.of(Cart.EMPTY) : Optional.empty());
    }

    private boolean wasOpen(String cartId, Instant asOf) {
        return !parts.jdbc()
                .queryForList(
                        "select 1 from ecommerce.cart where cart_id = ? and opened_at <= ?",
                        Integer.class,
                        cartId,
                        utc(asOf))
                .isEmpty();
    }

    /** What happened to a cart, oldest first. */
    public List<RecordedEvent> history(String cartId) {
        return carts.past().events(cartId);
    }

    /**
     * Decides a command under the cart's lock and publishes a checkout.
     *
     * @param traceparent the W3C trace of the request, which a checkout's order goes on with; empty for none
     * @param command makes the command of the locked cart; throws what is to be answered when it is not possible
     */
    public Cart decide(String cartId, String traceparent, BiFunction<Cart, Carts, CartCommand> command) {
        return parts.transactions().in(() -> {
            CartCommand asked = command.apply(carts.locked(cartId), this);
            if (asked instanceof CartCommand.CheckOut checkOut) {
                parts.transactions().current().because(new Cause(checkOut.orderId(), "request:checkout", traceparent));
            }
            var decided = carts.handle(cartId, asked);
            decided.events().forEach(event -> {
                if (event instanceof CartEvent.CheckedOut checkedOut) {
                    publisher.publish(carts.stream(cartId), checkedOut);
                    parts.jdbc()
                            .update(
                                    "update ecommerce.cart set order_id = ?, owner = ? where cart_id = ?",
                                    checkedOut.orderId(),
                                    checkedOut.customerId(),
                                    cartId);
                }
            });
            return decided.state();
        });
    }

    /** Today's prices of what is in the cart and of one SKU more (null for none), with that discount code if valid. */
    public Prices pricesFor(Cart cart, @Nullable String oneMore, @Nullable String code) {
        return prices.of(cart, oneMore, code);
    }

    /** Takes in what the shop is told of an order, with the current transaction; passed over if no cart led to it. */
    public void told(String orderId, String status) {
        parts.jdbc()
                .update(
                        "insert into ecommerce.order_told (order_id, status, told_at)"
                                + " select order_id, ?, ? from ecommerce.cart where order_id = ?",
                        status,
                        now(),
                        orderId);
    }

    /** Everything that was published of a cart, in order. */
    List<SentMessage> said(String cartId) {
        return carts.past().steps(cartId).stream()
                .filter(step -> step.event() instanceof CartEvent.CheckedOut)
                .map(step ->
                        new SentMessage(publisher.said(cartId, (CartEvent.CheckedOut) step.event()), step.stored()))
                .toList();
    }

    /** What the shop was told last of these orders, and when; those that came from no cart are left out. */
    Map<String, AuditEntry> told(Collection<String> orderIds) {
        Map<String, AuditEntry> told = new HashMap<>();
        parts.jdbc()
                .query(
                        "select c.order_id, coalesce(t.status, 'REQUESTED'), t.told_at from ecommerce.cart c"
                                + " left join lateral (select status, told_at from ecommerce.order_told o"
                                + " where o.order_id = c.order_id order by id desc limit 1) t on true"
                                + " where c.order_id = any(?)",
                        row -> {
                            OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
                            told.put(
                                    row.getString(1),
                                    new AuditEntry(
                                            row.getString(2),
                                            0,
                                            at == null ? null : at.toInstant(),
                                            false,
                                            Map.of(),
                                            Map.of()));
                        },
                        (Object) orderIds.toArray(String[]::new));
        return told;
    }

    /** What the shop was told of the cart's order; empty before checkout. */
    public Optional<OrderTold> orderOf(String cartId) {
        return orderOf(cartId, Instant.MAX);
    }

    /** What the shop had been told by an instant of the order of a cart that was checked out by then. */
    public Optional<OrderTold> orderOf(String cartId, Instant asOf) {
        return parts
                .jdbc()
                .query(
                        "select order_id, coalesce((select status from ecommerce.order_told told"
                                + " where told.order_id = cart.order_id and told_at <= ?"
                                + " order by id desc limit 1), 'REQUESTED')"
                                + " from ecommerce.cart where cart_id = ? and order_id is not null",
                        (row, n) -> new OrderTold(row.getString(1), row.getString(2)),
                        asOf.equals(Instant.MAX) ? OffsetDateTime.MAX : utc(asOf),
                        cartId)
                .stream()
                .findFirst();
    }

    private OffsetDateTime now() {
        return utc(parts.clock().instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
