package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Property
    void isItsMinorUnits(@ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long minor) {
        assertThat(Money.ofMinor(minor, "EUR").minor()).isEqualTo(minor);
    }

    @Test
    void comesInEveryCurrencyThatHasUnits() {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            String code = currency.getCurrencyCode();
            if (currency.getDefaultFractionDigits() < 0) {
                assertThatThrownBy(() -> Money.ofMinor(1, code)).isInstanceOf(NoSuchElementException.class);
            } else {
                assertThat(Money.ofMinor(12_345, code).minor()).as(code).isEqualTo(12_345);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XAU", "QQQ", "eur", "EURO", "", "\u20ac"})
    void doesNotComeInWhatPeopleDoNotPayWith(String currency) {
        assertThatThrownBy(() -> new Money("1.00", currency))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("currency must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.000", "1,00", " 1.00", "1e2", "+1.00", "\u0661.00", "12345678901234.00", ""})
    void hasTheDigitsOfItsCurrency(String amount) {
        assertThatThrownBy(() -> new Money(amount, "EUR"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("amount must be");
    }
}
