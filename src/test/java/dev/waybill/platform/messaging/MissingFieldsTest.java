package dev.waybill.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MissingFieldsTest {

    public record Line(String sku, @Nullable String note) {}

    public record Order(String id, List<Line> lines, Map<String, Line> gifts) {}

    @Test
    void whatMayBeAbsentIsNotMissing() {
        assertThat(MissingFields.in(new Order("1", List.of(new Line("LAMP", null)), Map.of())))
                .isNull();
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertThat(MissingFields.in(new Order(absent(), List.of(), Map.of()))).isEqualTo("id");
    }

    @Test
    void looksIntoWhatAMessageHolds() {
        var nameless = new Line(absent(), "for Ada");
        assertThat(MissingFields.in(new Order("1", List.of(nameless), Map.of())))
                .isEqualTo("lines.sku");
        assertThat(MissingFields.in(new Order("1", List.of(), Map.of("1", nameless))))
                .isEqualTo("gifts.sku");
    }

    @SuppressWarnings("NullAway") // What JSON brings in spite of the type.
    private static String absent() {
        return null;
    }
}
