package dev.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.text.ComparableText;
import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    private static final int[] BLANKS = {
        ' ', 0xa0, 0xad, 0x34f, 0x115f, 0x1160, 0x180e, 0x2003, 0x200b, 0x200d, 0x202e, 0x2028, 0x2060, 0x2800, 0x3000,
        0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xe0020
    };

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of(java.util.Arrays.stream(BLANKS).boxed().toList())
                .list()
                .ofMaxSize(20)
                .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("a", "7", "\u00eb", "e\u0308", "\ud83d\ude00", "\u05d0", "\u4e2d", "!", "\u0e01\u0e33");
    }

    @Property
    void blanksOfAnyKindAreNoText(@ForAll("blanks") String blanks) {
        assertThat(Text.TextRule.isText(blanks)).isFalse();
    }

    @Property
    void blanksAroundAWordCountForNothing(
            @ForAll("blanks") String before, @ForAll("words") String word, @ForAll("blanks") String after) {
        String trimmable = after.replaceAll("[\u034f\ufe0f]", ""); // marks belong to the letter before them
        String start = before.replaceAll("[\u034f\ufe0f]", "");

        assertThat(Text.TextRule.isText(before + word + after))
                .isEqualTo((before + word + after).chars().noneMatch(c -> c < ' '));
        assertThat(ComparableText.of(start + word + trimmable)).isEqualTo(ComparableText.of(word));
    }

    @Property
    void comparableTextsAreSoOnceAndForAll(@ForAll String text) {
        String comparable = ComparableText.of(text);

        assertThat(ComparableText.of(comparable)).isEqualTo(comparable);
        assertThat(Normalizer.isNormalized(comparable, Normalizer.Form.NFC)).isTrue();
    }

    @Test
    void theTwoFormsOfALetterAreTheSame() {
        assertThat(ComparableText.of(" Zoe\u0308\u00a0")).isEqualTo("Zo\u00eb");
        assertThat(ComparableText.of("Zoe")).isNotEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @CsvSource({"\ud83d\ude00, 200, true", "\ud83d\ude00, 201, false", "a, 200, true", "a, 201, false"})
    void lengthsAreOfCharactersAndNotOfTheirParts(String character, int times, boolean text) {
        assertThat(Text.TextRule.isText(character.repeat(times))).isEqualTo(text);
    }
}
