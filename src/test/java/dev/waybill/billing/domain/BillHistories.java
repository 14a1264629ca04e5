package dev.waybill.billing.domain;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** What may happen between an order, its bill and the payment provider, in any order. */
final class BillHistories {

    private BillHistories() {}

    enum Act {
        TEN_THINGS_ARRIVE,
        CHANGES_LINES,
        IS_MISQUOTED,
        CHANGES_METHOD,
        CANCELS,
        STOCK_COMES,
        BILLING_RECEIVES,
        BILLING_RECEIVES_BEFORE_PRICES,
        PRICES_COME,
        ORDER_RECEIVES,
        PROVIDER_IS_CALLED,
        PROVIDER_IS_CALLED_IN_VAIN,
        RESULT_IS_RECORDED,
        RESULT_IS_RECORDED_AGAIN,
        PAYMENT_IS_CONFIRMED,
        PAYMENT_IS_DENIED,
        A_WEEK_PASSES
    }

    /** One thing that happens; {@code pick} selects the payment, call or result that it happens to. */
    record Step(Act act, int pick) {

        void happenIn(BillingModel billing) {
            switch (act) {
                case TEN_THINGS_ARRIVE -> IntStream.range(0, 10).forEach(i -> billing.somethingArrives());
                case CHANGES_LINES -> billing.order.changeLines(pick, false);
                case IS_MISQUOTED -> billing.order.changeLines(pick + 1, true);
                case CHANGES_METHOD -> billing.order.changeMethod(method());
                case CANCELS -> billing.order.cancel();
                case STOCK_COMES -> billing.order.stockIsReserved();
                case BILLING_RECEIVES -> billing.billingReceives(true);
                case BILLING_RECEIVES_BEFORE_PRICES -> billing.billingReceives(false);
                case PRICES_COME -> billing.pricesCome();
                case ORDER_RECEIVES -> billing.orderReceives();
                case PROVIDER_IS_CALLED -> billing.providerIsCalled(pick, true);
                case PROVIDER_IS_CALLED_IN_VAIN -> billing.providerIsCalled(pick, false);
                case RESULT_IS_RECORDED -> billing.resultIsRecorded(pick, false);
                case RESULT_IS_RECORDED_AGAIN -> billing.resultIsRecorded(pick, true);
                case PAYMENT_IS_CONFIRMED -> billing.providerCallsBack(pick, true);
                case PAYMENT_IS_DENIED -> billing.providerCallsBack(pick, false);
                case A_WEEK_PASSES -> billing.timePasses(ProviderModel.LIFETIME);
            }
        }

        private String method() {
            var methods = ProviderModel.Method.values();
            return methods[pick % methods.length].name();
        }
    }

    static Arbitrary<List<Step>> all() {
        var acts = Arbitraries.frequency(
                Tuple.of(20, Act.TEN_THINGS_ARRIVE),
                Tuple.of(16, Act.CHANGES_LINES),
                Tuple.of(1, Act.IS_MISQUOTED),
                Tuple.of(8, Act.CHANGES_METHOD),
                Tuple.of(1, Act.CANCELS),
                Tuple.of(20, Act.STOCK_COMES),
                Tuple.of(24, Act.BILLING_RECEIVES),
                Tuple.of(8, Act.BILLING_RECEIVES_BEFORE_PRICES),
                Tuple.of(4, Act.PRICES_COME),
                Tuple.of(30, Act.ORDER_RECEIVES),
                Tuple.of(24, Act.PROVIDER_IS_CALLED),
                Tuple.of(4, Act.PROVIDER_IS_CALLED_IN_VAIN),
                Tuple.of(24, Act.RESULT_IS_RECORDED),
                Tuple.of(4, Act.RESULT_IS_RECORDED_AGAIN),
                Tuple.of(4, Act.PAYMENT_IS_CONFIRMED),
                Tuple.of(1, Act.PAYMENT_IS_DENIED),
                Tuple.of(4, Act.A_WEEK_PASSES));
        return Combinators.combine(
                        acts, Arbitraries.integers().between(0, 5).withDistribution(RandomDistribution.uniform()))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
