package dev.waybill.contract.amounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    private static final Tariff TARIFF =
            new Tariff("EUR", 490, 5_000, Map.of("DE", new BigDecimal(19), "NL", new BigDecimal(21)));

    @ParameterizedTest(name = "{0} cents at {1} % off to {2}: {3} off, {4} shipping, {5} tax, {6} in all")
    @CsvSource({
        "10000,  0, DE,    0,   0, 1900, 11900",
        " 4999,  0, DE,    0, 490, 1043,  6532",
        " 5000,  0, DE,    0,   0,  950,  5950",
        " 5000, 10, DE,  500, 490,  948,  5938",
        "    0,  0, DE,    0, 490,   93,   583",
        " 1005, 50, US,  503, 490,    0,   992",
        "10000,100, NL, 10000, 490, 103,   593"
    })
    void followTheRulesToTheCent(long goods, BigDecimal off, String to, long discount, long fee, long tax, long total) {
        assertThat(Amounts.of(goods, off, TARIFF, to)).isEqualTo(new Amounts(goods, discount, fee, tax, total));
    }

    @Test
    void agreeWithAnIndependentCalculation() {
        var random = new Random(42);
        for (int n = 0; n < 20_000; n++) {
            long goods = random.nextInt(2_000_000);
            BigDecimal off = BigDecimal.valueOf(random.nextInt(10_001), 2);
            BigDecimal euros = BigDecimal.valueOf(goods).divide(BigDecimal.valueOf(100));
            BigDecimal net =
                    euros.subtract(euros.multiply(off).divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP));
            BigDecimal taxed =
                    net.add(net.compareTo(new BigDecimal("50.00")) < 0 ? new BigDecimal("4.90") : BigDecimal.ZERO);
            BigDecimal total = taxed.add(taxed.multiply(new BigDecimal("0.19")).setScale(2, RoundingMode.HALF_UP));

            assertThat(BigDecimal.valueOf(Amounts.of(goods, off, TARIFF, "DE").total(), 2))
                    .isEqualByComparingTo(total);
        }
    }

    @Test
    void holdTheMostExpensiveOrderThatCanBePlaced() {
        long line = Amounts.ofPieces(100_000_000, 9_999);
        long goods = Amounts.sum(LongStream.generate(() -> line).limit(100));
        var dear = new Tariff("EUR", 100_000_000, 100_000_000, Map.of("DE", new BigDecimal(100)));

        assertThat(goods).isEqualTo(99_990_000_000_000L);
        assertThat(Amounts.of(goods, BigDecimal.ZERO, dear, "DE").total()).isEqualTo(199_980_000_000_000L);
    }

    @Test
    void holdUpToTheLimitAndRefuseWhatIsBeyondIt() {
        var free = new Tariff("EUR", 0, 0, Map.of());

        assertThat(Amounts.of(Amounts.HIGHEST, BigDecimal.ZERO, free, "DE").total())
                .isEqualTo(Amounts.HIGHEST);
        for (long goods : new long[] {-1, Amounts.HIGHEST + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> Amounts.of(goods, BigDecimal.ZERO, free, "DE"))
                    .isInstanceOf(ArithmeticException.class);
        }
        assertThatThrownBy(() -> Amounts.ofPieces(Long.MAX_VALUE, 2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Amounts.sum(LongStream.of(Long.MAX_VALUE, 1))).isInstanceOf(ArithmeticException.class);
    }
}
