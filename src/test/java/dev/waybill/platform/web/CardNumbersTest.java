package dev.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4222222222222",
                "30569309025904",
                "378282246310005",
                "6304000000000000018",
                "0000000000000000",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111.1111.1111.1111",
                "4111\u00A01111\u20091111\u30001111",
                "4111\u20131111\u20141111\u22121111",
                "4111 - 1111 - 1111 - 1111",
                "4111_1111/1111,1111",
                "4\u200B1\u200B1\u200B1 1\u00AD111 1111 1111",
                "4111\t1111\n1111\u00001111",
                "4111:1111:1111:1111",
                "４１１１１１１１１１１１１１１１",
                "٤١١١١١١١١١١١١١١١",
                "④①①①①①①①①①①①①①①①",
                "Visa 4111111111111111, 12/27",
                "4111 1111 1111 1111 12/27 123",
                "PAN4111111111111111x",
                "my card is 5555 5555 5555 4444 (Ada)",
                "1 4111 1111 1111 1111"
            })
    void findsCardNumbersHoweverTheyAreWritten(String text) {
        assertThat(CardNumbers.isIn(text)).isTrue();
        assertThat(CardNumbers.masked("order " + text + " now"))
                .contains("[card number]")
                .doesNotContain("1111");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "411111111111",
                "41111111111111111111111111111111",
                "pm_card_visa",
                "pm_1N8xYz2eZvKYlo2CkSTKPXgH",
                "1234567890123",
                "Main Street 1, 10115 Berlin",
                "4111x1111x1111x1111",
                "12345678-1234-4123-9111-123456789012",
                "2026-01-31T12:41:12.123456789Z",
                "2026-01-31 12:00:00"
            })
    void leavesOtherTextsAlone(String text) {
        assertThat(CardNumbers.isIn(text)).isFalse();
        assertThat(CardNumbers.masked(text)).isEqualTo(text);
    }

    @Test
    void idsMadeByMachinesAreNeverTakenForCardNumbers() {
        var random = new Random(7);
        for (int n = 0; n < 200_000; n++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            assertThat(CardNumbers.isIn(id.toString())).as(id.toString()).isFalse();
            String digest = id.toString().replace("-", "") + id.toString().replace("-", "");
            assertThat(CardNumbers.isIn(digest)).as(digest).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4006381333931, true",
        "4006381333930, false",
        "00012345600012, true",
        "106141411234567897, true",
        "4111111111111111, false",
        "400638133393, false"
    })
    void numbersOfGs1HaveACheckOfTheirOwn(String text, boolean is) {
        assertThat(Gs1Keys.isOne(text)).isEqualTo(is);
    }

    @Test
    void masksEveryCardNumberAndNoGtin() {
        assertThat(CardNumbers.masked("a 4111-1111-1111-1111 b 5555555555554444 c"))
                .isEqualTo("a [card number] b [card number] c");
        String gtin = "4000000000006"; // passes both checks
        assertThat(CardNumbers.isIn(gtin)).isTrue();
        assertThat(CardNumbers.masked("no " + gtin + " and no 378282246310005"))
                .isEqualTo("no " + gtin + " and no [card number]");
    }
}
