package dev.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code asOf} may be. */
class AsOfTest {

    private static Optional<String> find(String asOf) {
        return AsOf.find(asOf, version -> Optional.of("version " + version), instant -> Optional.of("at " + instant));
    }

    @Test
    void digitsAreAVersionAndTheRestAnInstant() {
        assertThat(find("0")).contains("version 0");
        assertThat(find("17")).contains("version 17");
        assertThat(find("2026-01-31T12:00:00Z")).contains("at 2026-01-31T12:00:00Z");
        assertThat(find("9999-12-31T23:59:59.999999Z")).contains("at 9999-12-31T23:59:59.999999Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+10000-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-01-31",
                "-1",
                "1234567890123456789",
                "yesterday",
                ""
            })
    void whatIsNeitherOrNoDatabaseKnowsIsRefused(String asOf) {
        assertThatThrownBy(() -> find(asOf))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.status()).isEqualTo(org.springframework.http.HttpStatus.BAD_REQUEST))
                .hasMessageContaining("asOf must be a version like 3 or an instant");
    }
}
