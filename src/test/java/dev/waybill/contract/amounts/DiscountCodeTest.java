package dev.waybill.contract.amounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscountCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WELCOME10",
                " welcome10 ",
                "Welcome10",
                "\u00a0wElCoMe10\u2003",
                "\u200bWELCOME10\ufeff",
                "\twelcome10\n"
            })
    void whatPeopleTypeIsTheCode(String typed) {
        assertThat(DiscountCode.canonical(typed)).isEqualTo("WELCOME10");
    }

    @Property(tries = 2_000)
    void theCanonicalFormOfAnyTextIsItsOwn(@ForAll @StringLength(max = 20) String text) {
        String code = DiscountCode.canonical(text);

        assertThat(DiscountCode.canonical(code)).isEqualTo(code);
        assertThat(DiscountCode.canonical(" " + text + "\u200b")).isEqualTo(code);
        assertThat(DiscountCode.canonical(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .isEqualTo(code);
    }

    @Property
    void caseDoesNotMatter(@ForAll @CharRange(from = '!', to = '~') @StringLength(max = 20) String text) {
        assertThat(DiscountCode.canonical(text.toLowerCase(Locale.ROOT)))
                .isEqualTo(DiscountCode.canonical(text))
                .isEqualTo(text.toUpperCase(Locale.ROOT));
    }
}
