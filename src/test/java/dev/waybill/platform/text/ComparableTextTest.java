package dev.waybill.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.embedded.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class ComparableTextTest {

    private static final String SCHEMA = "comparable_text_test";

    /** Every character alone, at both ends of a word, inside of it, and under an accent. */
    @Test
    void databasesCompareTextsInTheSameWay() {
        var jdbc = new JdbcTemplate(TestDatabase.withSchema(SCHEMA));
        List<String> texts = new ArrayList<>();
        IntStream.range(1, 0x20000)
                .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.SURROGATE)
                .mapToObj(Character::toString)
                .forEach(c -> texts.addAll(List.of(c, c + "a", "a" + c, "a" + c + "b", c + "\u0301", " " + c + "\n")));
        IntStream.rangeClosed(0xe0000, 0xe01ef).mapToObj(Character::toString).forEach(c -> texts.add(c + "a" + c));

        List<String> compared = jdbc.queryForList(
                "select " + SCHEMA + ".comparable_text(t) from unnest(?::text[]) with ordinality as n(t, place)"
                        + " order by place",
                String.class,
                (Object) texts.toArray(String[]::new));

        List<String> different = IntStream.range(0, texts.size())
                .filter(n -> !ComparableText.of(texts.get(n)).equals(compared.get(n)))
                .mapToObj(n -> "U+%04X of %s".formatted(texts.get(n).codePointAt(0), texts.get(n)))
                .toList();
        assertThat(texts).hasSizeGreaterThan(400_000);
        assertThat(different).isEmpty();
    }
}
