package dev.waybill.ecommerce.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.contract.amounts.Tariff;
import dev.waybill.ecommerce.domain.CartCommand.AddItem;
import dev.waybill.ecommerce.domain.CartCommand.CheckOut;
import dev.waybill.ecommerce.domain.CartCommand.EnterDiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.RemoveDiscountCode;
import dev.waybill.ecommerce.domain.CartCommand.RemoveItem;
import dev.waybill.ecommerce.domain.CartCommand.SetCountry;
import dev.waybill.ecommerce.domain.CartEvent.CheckedOut;
import dev.waybill.ecommerce.domain.CartEvent.DiscountCodeEntered;
import dev.waybill.ecommerce.domain.CartEvent.DiscountCodeRemoved;
import dev.waybill.ecommerce.domain.CartEvent.ItemAdded;
import dev.waybill.ecommerce.domain.CartEvent.ItemRemoved;
import dev.waybill.ecommerce.domain.CartEvent.PriceCalculated;
import dev.waybill.ecommerce.domain.Prices.Granted;
import dev.waybill.ecommerce.domain.Prices.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cart as a story: given what happened, when something is asked, then this happens. */
class CartDeciderTest {

    private static final Tariff TARIFF =
            new Tariff("EUR", 490, 5_000, Map.of("DE", new BigDecimal(19), "AT", new BigDecimal(20)));
    private static final Granted TEN_OFF = new Granted("WELCOME10", 1, BigDecimal.TEN);
    private static final ShipTo BERLIN = new ShipTo("Ada", "Main Street 1", "Berlin", "10115", "DE");
    private static final ShipTo WIEN = new ShipTo("Ada", "Ring 1", "Wien", "1010", "AT");

    private static Prices prices(long mug, long lamp, @Nullable Granted code) {
        return new Prices(Map.of("MUG", new Price(mug, 1), "LAMP", new Price(lamp, 1)), TARIFF, 1, code);
    }

    private static final Prices TODAY = prices(1_290, 10_000, null);
    private static final Prices WITH_CODE = prices(1_290, 10_000, TEN_OFF);

    private static CheckOut checkOut(ShipTo to, Prices prices) {
        return checkOut(to, null, prices);
    }

    private static CheckOut checkOut(ShipTo to, @Nullable Long quotedTotal, Prices prices) {
        return new CheckOut("order-1", "ada", to, "pm_card_visa", quotedTotal, null, Map.of(), Instant.EPOCH, prices);
    }

    private static Cart given(CartEvent... events) {
        Cart cart = Cart.EMPTY;
        for (CartEvent event : events) {
            cart = CartDecider.evolve(cart, event);
        }
        return cart;
    }

    private static Cart after(Cart cart, CartCommand command) {
        for (CartEvent event : CartDecider.decide(cart, command)) {
            cart = CartDecider.evolve(cart, event);
        }
        return cart;
    }

    private static PriceCalculated priced(Map<String, Integer> items, Prices prices) {
        return new PriceCalculated(Quote.of(items, prices, "DE"));
    }

    @Test
    void anItemIsAddedAndThePriceCalculated() {
        List<CartEvent> then = CartDecider.decide(given(), new AddItem("MUG", 1, TODAY));

        assertThat(then).containsExactly(new ItemAdded("MUG", 1), priced(Map.of("MUG", 1), TODAY));
        assertThat(((PriceCalculated) then.get(1)).quote().amounts()).isEqualTo(new Amounts(1_290, 0, 490, 338, 2_118));
    }

    @Test
    void theCustomerEntersADiscountCodeAddsAnotherItemAndThePriceIsCalculatedAgain() {
        Cart cart = given(new ItemAdded("MUG", 1), priced(Map.of("MUG", 1), TODAY));

        cart = after(cart, new EnterDiscountCode("WELCOME10", WITH_CODE));
        assertThat(cart.amounts()).isEqualTo(new Amounts(1_290, 129, 490, 314, 1_965));

        assertThat(CartDecider.decide(cart, new AddItem("LAMP", 1, WITH_CODE)))
                .first()
                .isEqualTo(new ItemAdded("LAMP", 1));
        cart = after(cart, new AddItem("LAMP", 1, WITH_CODE));
        assertThat(cart.amounts()).isEqualTo(new Amounts(11_290, 1_129, 0, 1_931, 12_092));
    }

    @Test
    void theCustomerChecksOutAndThatIsTheCartsStateFromThenOn() {
        Cart cart = given(
                new ItemAdded("MUG", 1),
                priced(Map.of("MUG", 1), TODAY),
                new DiscountCodeEntered("WELCOME10"),
                priced(Map.of("MUG", 1), WITH_CODE));

        List<CartEvent> then = CartDecider.decide(cart, checkOut(BERLIN, WITH_CODE));

        assertThat(then)
                .containsExactly(new CheckedOut(
                        "order-1",
                        "ada",
                        Quote.of(Map.of("MUG", 1), WITH_CODE, "DE"),
                        BERLIN,
                        "pm_card_visa",
                        null,
                        null,
                        Map.of(),
                        Instant.EPOCH));
        Cart closed = after(cart, checkOut(BERLIN, WITH_CODE));
        assertThat(closed.checkedOut()).isEqualTo(then.getFirst());
        assertThat(CartDecider.decide(closed, checkOut(WIEN, TODAY))).isEmpty();
        assertThat(CartDecider.decide(closed, new AddItem("LAMP", 1, TODAY))).isEmpty();
    }

    @Test
    void aPriceThatChangedUnseenIsCalculatedAndShownBeforeItIsAccepted() {
        Cart cart = given(new ItemAdded("MUG", 1), priced(Map.of("MUG", 1), TODAY));
        Prices dearer = prices(1_300, 10_000, null);

        assertThat(CartDecider.decide(cart, checkOut(BERLIN, dearer)))
                .containsExactly(priced(Map.of("MUG", 1), dearer));
        assertThat(after(after(cart, checkOut(BERLIN, dearer)), checkOut(BERLIN, dearer))
                        .isClosed())
                .isTrue();
    }

    @Test
    void aCodeThatHasExpiredSinceIsAChangedPrice() {
        Cart cart = given(
                new ItemAdded("MUG", 1), new DiscountCodeEntered("WELCOME10"), priced(Map.of("MUG", 1), WITH_CODE));

        assertThat(CartDecider.decide(cart, checkOut(BERLIN, TODAY))).containsExactly(priced(Map.of("MUG", 1), TODAY));
    }

    @Test
    void anotherCountryThanTheCartWasPricedForIsShownBeforeItIsAccepted() {
        Cart cart = given(new ItemAdded("MUG", 1), priced(Map.of("MUG", 1), TODAY));

        assertThat(CartDecider.decide(cart, checkOut(WIEN, TODAY)))
                .containsExactly(new PriceCalculated(Quote.of(Map.of("MUG", 1), TODAY, "AT")));
        Cart shown = after(cart, checkOut(WIEN, TODAY));
        assertThat(shown.country()).isEqualTo("AT");
        Cart closed = after(shown, checkOut(WIEN, TODAY));
        assertThat(closed.isClosed()).isTrue();
        assertThat(closed.amounts()).isEqualTo(new Amounts(1_290, 0, 490, 356, 2_136));
    }

    @Test
    void theCountryThatIsSetCountsForAllThatFollows() {
        assertThat(CartDecider.decide(given(), new SetCountry("DE", TODAY))).isEmpty();
        Cart cart = after(given(), new SetCountry("AT", TODAY));
        assertThat(cart.amounts()).isEqualTo(Amounts.ZERO);

        cart = after(cart, new AddItem("MUG", 1, TODAY));

        assertThat(cart.amounts()).isEqualTo(new Amounts(1_290, 0, 490, 356, 2_136));
        assertThat(CartDecider.decide(cart, new SetCountry("AT", TODAY))).isEmpty();
        assertThat(after(cart, checkOut(WIEN, TODAY)).isClosed()).isTrue();
    }

    @Test
    void aTotalThatTheCheckoutNamesIsInsistedOn() {
        Cart cart = given(new ItemAdded("MUG", 1), priced(Map.of("MUG", 1), TODAY));

        assertThat(CartDecider.decide(cart, checkOut(BERLIN, 2_117L, TODAY)))
                .as("another tab has changed the cart; what it comes to is recorded already")
                .isEmpty();
        assertThat(CartDecider.decide(cart, checkOut(BERLIN, 2_118L, prices(1_300, 10_000, null))))
                .containsExactly(priced(Map.of("MUG", 1), prices(1_300, 10_000, null)));
        assertThat(after(cart, checkOut(BERLIN, 2_118L, TODAY)).isClosed()).isTrue();
    }

    @Test
    void aDiscountCodeIsRemoved() {
        Cart cart = after(after(given(), new AddItem("MUG", 1, TODAY)), new EnterDiscountCode("WELCOME10", WITH_CODE));

        assertThat(CartDecider.decide(cart, new RemoveDiscountCode(TODAY)))
                .containsExactly(new DiscountCodeRemoved("WELCOME10"), priced(Map.of("MUG", 1), TODAY));
        assertThat(after(cart, new RemoveDiscountCode(TODAY)).discountCode()).isNull();
        assertThat(CartDecider.decide(given(), new RemoveDiscountCode(TODAY))).isEmpty();
    }

    @Test
    void aCodeOfAnEarlierReleaseIsTheOneThatItIsNow() {
        Cart cart = given(new DiscountCodeEntered("Welcome10"));

        assertThat(cart.discountCode()).isEqualTo("WELCOME10");
    }

    @Test
    void anExpiredCodeNeitherShowsNorCounts() {
        Cart cart = given(
                new ItemAdded("MUG", 1), new DiscountCodeEntered("WELCOME10"), priced(Map.of("MUG", 1), WITH_CODE));

        Cart shown = cart.withoutDiscount(TODAY);

        assertThat(shown.discountCode()).isNull();
        assertThat(shown.amounts()).isEqualTo(new Amounts(1_290, 0, 490, 338, 2_118));
        assertThat(after(after(cart, checkOut(BERLIN, TODAY)), checkOut(BERLIN, TODAY))
                        .discountCode())
                .as("what was agreed without it does not show it")
                .isNull();
    }

    /** A checkout agrees to what the cart showed last, or to the total that it names, whatever changed in between. */
    @Property(tries = 2_000)
    void onlyATotalThatWasShownIsAgreed(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 99) Integer> wishes) {
        Cart cart = after(given(), new AddItem("MUG", 1, TODAY));
        for (int wish : wishes) {
            Prices prices = prices(1_290 + wish % 2, 10_000, wish % 3 == 0 ? TEN_OFF : null);
            long shown = cart.amounts().total();
            Long quoted = wish % 4 == 0 ? shown + wish % 5 - 1 : null;
            cart = after(
                    cart,
                    switch (wish / 20) {
                        case 0 -> new AddItem("LAMP", 1, prices);
                        case 1 -> new SetCountry(wish % 2 == 0 ? "AT" : "DE", prices);
                        case 2 -> new RemoveDiscountCode(prices);
                        default -> checkOut(wish % 2 == 0 ? BERLIN : WIEN, quoted, prices);
                    });
            if (cart.checkedOut() != null) {
                assertThat(cart.checkedOut().agreed().amounts().total()).isEqualTo(shown);
                assertThat(quoted == null || quoted == shown).isTrue();
                return;
            }
        }
    }

    @Test
    void whatIsNotThereIsNotRemovedAndNothingIsNotCheckedOut() {
        assertThat(CartDecider.decide(given(), new RemoveItem("MUG", TODAY))).isEmpty();
        assertThat(CartDecider.decide(given(), checkOut(BERLIN, TODAY))).isEmpty();
    }

    @Test
    void aLineHasAtMost9999Pieces() {
        Cart cart = given(new ItemAdded("MUG", 9_998));

        assertThat(cart.pieces("MUG")).isEqualTo(9_998);
        assertThat(cart.hasRoomFor("MUG", 1)).isTrue();
        assertThat(cart.hasRoomFor("MUG", 2)).isFalse();
        assertThat(cart.hasRoomFor("LAMP", 9_999)).isTrue();
        assertThat(cart.hasRoomFor("LAMP", 10_000)).isFalse();
    }

    @Test
    void aCartHasAtMost100Lines() {
        Cart almost = given(IntStream.range(0, 99)
                .mapToObj(n -> new ItemAdded("SKU-" + n, 1))
                .toArray(CartEvent[]::new));
        Cart full = CartDecider.evolve(almost, new ItemAdded("LAST", 1));

        assertThat(almost.hasLineFor("MUG")).isTrue();
        assertThat(full.hasLineFor("MUG")).isFalse();
        assertThat(full.hasLineFor("LAST")).as("a line that it has").isTrue();
    }

    @Test
    void anEmptiedCartCostsNothing() {
        Cart cart = given(new ItemAdded("MUG", 2), priced(Map.of("MUG", 2), TODAY));

        assertThat(CartDecider.decide(cart, new RemoveItem("MUG", TODAY)))
                .containsExactly(new ItemRemoved("MUG"), priced(Map.of(), TODAY));
        assertThat(after(cart, new RemoveItem("MUG", TODAY)).amounts()).isEqualTo(Amounts.ZERO);
    }

    /** Commands are numbers: the kind, and how many pieces. */
    @Property(tries = 2_000)
    void whatIsShownIsAlwaysTheFormulaOfWhatIsInTheCart(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 59) Integer> wishes) {
        Cart cart = Cart.EMPTY;
        for (int wish : wishes) {
            Prices prices = wish % 2 == 0 ? TODAY : prices(1_300, 9_999, TEN_OFF);
            int pieces = 1 + wish / 6;
            cart = after(
                    cart,
                    switch (wish % 6) {
                        case 0, 1 -> new AddItem("MUG", pieces, prices);
                        case 2 -> new AddItem("LAMP", pieces, prices);
                        case 3 -> new RemoveItem("MUG", prices);
                        case 4 -> new EnterDiscountCode("WELCOME10", prices);
                        default -> checkOut(BERLIN, prices);
                    });
            long goods = cart.lines().stream()
                    .mapToLong(line -> line.unitPrice() * line.quantity())
                    .sum();
            boolean discounted = cart.quote() != null && cart.quote().discount() != null;
            assertThat(cart.amounts())
                    .isEqualTo(
                            cart.items().isEmpty()
                                    ? Amounts.ZERO
                                    : Amounts.of(goods, discounted ? BigDecimal.TEN : BigDecimal.ZERO, TARIFF, "DE"));
            assertThat(cart.lines())
                    .extracting(Quote.Line::sku)
                    .containsExactlyElementsOf(cart.items().keySet());
        }
    }
}
