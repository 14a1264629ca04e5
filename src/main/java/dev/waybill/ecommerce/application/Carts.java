package dev.waybill.ecommerce.application;

import dev.waybill.contract.Money;
import dev.waybill.contract.amounts.MinorUnits;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CartCommand;
import dev.waybill.ecommerce.domain.CartDecider;
import dev.waybill.ecommerce.domain.CartEvent;
import dev.waybill.ecommerce.publishing.CartPublisher;
import dev.waybill.platform.eventstore.Aggregates;
import dev.waybill.platform.eventstore.Cause;
import dev.waybill.platform.eventstore.Decider;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.eventstore.Transactions;
import dev.waybill.platform.history.ShownEvents;
import dev.waybill.platform.messaging.SentMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** All carts: they are opened, changed and checked out here, and read as they are or were. */
public final class Carts {

    /** The category of the carts' streams. */
    public static final String CATEGORY = "cart";

    /** Carts as pure functions. */
    public static final Decider<Cart, CartCommand, CartEvent> DECIDER =
            new Decider<>(Cart.EMPTY, CartDecider::decide, CartDecider::evolve);

    /** The stored names of what can happen to a cart. */
    public static final EventTypes<CartEvent> EVENT_TYPES = EventTypes.of(CartEvent.class)
            .upcast("CheckedOut", 1, checkedOut -> checkedOut); // no checkout named a total

    /** The events of carts as they are shown. */
    public static final ShownEvents<CartEvent> SHOWN_EVENTS =
            new ShownEvents<>(EVENT_TYPES, MinorUnits.class, Money::ofMinor);

    private static final String OPEN = "insert into ecommerce.cart (cart_id, owner, opened_at) values (?, ?, ?)";
    private static final String OWNER = "select owner from ecommerce.cart where cart_id = ?";
    private static final String WAS_OPEN =
            "select exists (select 1 from ecommerce.cart where cart_id = ? and opened_at <= ?)";
    private static final String CHECKED_OUT = "update ecommerce.cart set order_id = ?, owner = ? where cart_id = ?";

    private final Aggregates<Cart, CartCommand, CartEvent> carts;
    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final CartPublisher publisher;
    private final Clock clock;

    public Carts(
            Aggregates<Cart, CartCommand, CartEvent> carts,
            JdbcTemplate jdbc,
            Transactions transactions,
            CartPublisher publisher,
            Clock clock) {
        this.carts = carts;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Opens a cart for a login; its id. */
    public String open(String owner) {
        String id = UUID.randomUUID().toString();
        jdbc.update(OPEN, id, owner, utc(clock.instant()));
        return id;
    }

    /** The owner of a cart: the login that opened it, from checkout on the customer; empty for an unknown id. */
    public Optional<String> ownerOf(String cartId) {
        return jdbc.queryForList(OWNER, String.class, cartId).stream().findFirst();
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
        return Boolean.TRUE.equals(jdbc.queryForObject(WAS_OPEN, Boolean.class, cartId, utc(asOf)));
    }

    /** What happened to a cart, oldest first. */
    public List<RecordedEvent> history(String cartId) {
        return carts.past().events(cartId);
    }

    /**
     * Decides a command under the cart's lock and publishes a checkout.
     *
     * @param traceparent the W3C trace of the request, which the order of a checkout continues; empty for none
     * @param command makes the command for the locked cart; throws the problem when it is not possible
     */
    public Cart decide(String cartId, String traceparent, Function<Cart, CartCommand> command) {
        return transactions.in(() -> {
            CartCommand asked = command.apply(carts.locked(cartId));
            if (asked instanceof CartCommand.CheckOut checkOut) {
                transactions.current().because(new Cause(checkOut.orderId(), "request:checkout", traceparent));
            }
            var decided = carts.handle(cartId, asked);
            decided.events().forEach(event -> {
                if (event instanceof CartEvent.CheckedOut checkedOut) {
                    publisher.publish(carts.stream(cartId), checkedOut);
                    jdbc.update(CHECKED_OUT, checkedOut.orderId(), checkedOut.customerId(), cartId);
                }
            });
            return decided.state();
        });
    }

    /** All messages that were sent about a cart, in order. */
    List<SentMessage> sent(String cartId) {
        return carts.past().steps(cartId).stream()
                .filter(step -> step.event() instanceof CartEvent.CheckedOut)
                .map(step -> new SentMessage(
                        CartPublisher.message(cartId, (CartEvent.CheckedOut) step.event()), step.stored()))
                .toList();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
