package dev.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.platform.web.QueryString.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

    @Property
    void readsWhatAnyClientEncodes(@ForAll @NotEmpty String name, @ForAll String value) {
        String sent = encoded(name) + "=" + encoded(value);

        assertThat(QueryString.parameters(sent))
                .containsExactly(new Parameter(Optional.of(asUtf8(name)), Optional.of(asUtf8(value))));
        assertThat(QueryString.parameters(sent + "&&" + sent)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%1", "%zz", "%C3", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%FF", "%+1", "%-1", "a%2"})
    void reportsWhatIsNoUtf8(String text) {
        assertThat(QueryString.parameters("a=" + text).getFirst().value()).isEmpty();
        assertThat(QueryString.parameters(text + "=a").getFirst().name()).isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Half a character cannot be encoded, and is sent as a question mark. */
    private static String asUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
