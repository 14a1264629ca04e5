package dev.waybill.desk.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts are read at a glance. */
class FiguresTest {

    private final Figures figures = new Figures();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; EUR; 0.00 EUR",
                "99999; EUR; 999.99 EUR",
                "100000; EUR; 1,000.00 EUR",
                "-123456789; EUR; -1,234,567.89 EUR",
                "-99999; EUR; -999.99 EUR",
                "1234567; JPY; 1,234,567 JPY",
                "1234567; BHD; 1,234.567 BHD"
            })
    void thousandsAreSetApart(long minor, String currency, String shown) {
        Money money = Money.ofMinor(minor, currency);

        assertThat(figures.money(money)).isEqualTo(shown);
        assertThat(figures.amount(money) + " " + currency).isEqualTo(shown);
    }

    @Test
    void whatIsNotKnownIsADash() {
        assertThat(figures.money(null)).isEqualTo("–");
    }
}
