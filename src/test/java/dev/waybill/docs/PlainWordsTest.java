package dev.waybill.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents use the field's words, so that a reader never has to translate. */
class PlainWordsTest {

    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)\\b(told|tells?|telling|hears?|heard|hearing|anew|nobody|whoever|once more|under way|stands? still|stood still"
                    + "|passe[sd] over|pass over|read over|taken (in|out)|takes? in|made (of|from)|annuls?)\\b");

    @Test
    void noPageNeedsTranslation() {
        assertThat(Pages.prose()
                        .filter(line -> OTHERS.matcher(CODE.matcher(line.text()).replaceAll(""))
                                .find()))
                .as("lines with words that have a plainer one")
                .isEmpty();
    }
}
