package dev.waybill.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Very many open subjects are reported in turns: each once, and those of a turn by all contexts. */
class OpenSubjectsTest {

    private static final int SEED = 7;

    private static List<String> orders(int count) {
        var random = new Random(SEED);
        return IntStream.range(0, count)
                .mapToObj(n -> new UUID(random.nextLong(), random.nextLong()).toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_000, 2_001, 9_000, 40_000})
    void areInExactlyOneOfTheTurnsAndSpreadEvenly(int count) {
        List<String> open = orders(count);
        int turns = OpenSubjects.part(open, 0).turns();
        Set<String> all = new TreeSet<>();
        int parts = 0;
        for (int turn = 0; turn < turns; turn++) {
            Set<String> part = OpenSubjects.part(open, turn).subjects();
            assertThat(part).hasSizeLessThan(2_300);
            all.addAll(part);
            parts += part.size();
        }

        assertThat(all).containsExactlyInAnyOrderElementsOf(open);
        assertThat(parts).isEqualTo(open.size());
        assertThat(turns).isEqualTo(count <= 2_000 ? 1 : Integer.highestOneBit((count - 1) / 2_000) * 2);
    }

    @Test
    void ofATurnAreTheSameInAContextWithFewer() {
        List<String> order = orders(9_000);
        List<String> shipping = order.subList(0, 3_000);
        for (int turn = 0; turn < OpenSubjects.part(order, 0).turns(); turn++) {
            Set<String> reported = OpenSubjects.part(order, turn).subjects();
            Set<String> known =
                    reported.stream().filter(Set.copyOf(shipping)::contains).collect(Collectors.toSet());
            assertThat(OpenSubjects.part(shipping, turn).subjects()).containsAll(known);
        }
    }
}
