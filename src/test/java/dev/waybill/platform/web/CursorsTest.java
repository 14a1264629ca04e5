package dev.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.platform.personal.MasterKey;
import dev.waybill.platform.personal.MasterKeys;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    private static final String LIST = "/api/things";

    private final MasterKey key = MasterKey.random();
    private final Cursors cursors = new Cursors(MasterKeys.of(key));

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "MUG-1", "Schöne Tasse ☕", "2026-01-31T12:00:00Z_3f0c7a3e-aaaa-bbbb-cccc-ddddeeeeffff"})
    void leadsBackToItsPlace(String place) {
        assertThat(cursors.read(LIST, cursors.write(LIST, place))).isEqualTo(place);
    }

    @Test
    void leadsBackToPlacesOfAnyLength() {
        for (int length = 0; length < 300; length++) {
            String place = "x".repeat(length);
            assertThat(cursors.read(LIST, cursors.write(LIST, place))).isEqualTo(place);
        }
    }

    @Test
    void showsNothingOfItsPlace() {
        String early = cursors.write(LIST, "7");
        String late = cursors.write(LIST, "1234567890");

        assertThat(early).hasSameSizeAs(late).isNotEqualTo(cursors.write(LIST, "7"));
        assertThat(new String(Base64.getUrlDecoder().decode(late), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("1234567890");
    }

    @Test
    void isRefusedWhenAnyOfItIsAltered() {
        String cursor = cursors.write(LIST, "7");
        for (int at = 0; at < cursor.length(); at++) {
            String altered =
                    cursor.substring(0, at) + (cursor.charAt(at) == 'A' ? 'B' : 'A') + cursor.substring(at + 1);
            if (!java.util.Arrays.equals(
                    Base64.getUrlDecoder().decode(altered),
                    Base64.getUrlDecoder().decode(cursor))) {
                assertRefused(cursors, LIST, altered);
            }
            assertRefused(cursors, LIST, cursor.substring(0, at));
        }
    }

    @Test
    void isRefusedAtAnotherListAndByAnotherMasterKey() {
        assertRefused(cursors, "/api/others", cursors.write(LIST, "7"));
        assertRefused(new Cursors(MasterKeys.of(MasterKey.random())), LIST, cursors.write(LIST, "7"));
        for (String foreign : new String[] {"", "7", "%", "2026-01-31T12:00:00Z_y", "ü", "AAAA"}) {
            assertRefused(cursors, LIST, foreign);
        }
    }

    @Test
    void outlivesTheReplacementOfTheMasterKey() {
        var replaced = new Cursors(MasterKeys.of(MasterKey.random(), key));

        assertThat(replaced.read(LIST, cursors.write(LIST, "7"))).isEqualTo("7");
    }

    private static void assertRefused(Cursors cursors, String list, String cursor) {
        assertThatThrownBy(() -> cursors.read(list, cursor))
                .as(cursor)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.fields())
                                .extracting(ProblemException.FieldProblem::field)
                                .containsExactly("after"));
    }
}
