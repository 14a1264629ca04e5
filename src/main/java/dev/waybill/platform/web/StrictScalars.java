package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Instants and whole numbers as clients may send them. An instant is an ISO 8601 text with an offset, and no number or trimmed
 * text; a whole number may be written as 5.0, which JSON does not distinguish from 5, and 5.5 is none.
 */
final class StrictScalars extends SimpleModule {

    private static final long serialVersionUID = 1;

    StrictScalars() {
        addDeserializer(Instant.class, new InstantText());
        addDeserializer(Integer.class, new WholeNumber<>(Integer.class, BigDecimal::intValueExact));
        addDeserializer(Long.class, new WholeNumber<>(Long.class, BigDecimal::longValueExact));
    }

    private static final class InstantText extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1;

        InstantText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            Optional<Instant> instant = Times.parse(parser.getText());
            return instant.isPresent()
                    ? instant.get()
                    : (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(), "not an instant");
        }
    }

    private static final class WholeNumber<N extends Number> extends StdScalarDeserializer<N> {

        private static final long serialVersionUID = 1;

        private final Class<N> type;
        private final transient Function<BigDecimal, N> exact;

        WholeNumber(Class<N> type, Function<BigDecimal, N> exact) {
            super(type);
            this.type = type;
            this.exact = exact;
        }

        @Override
        public N deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            BigDecimal number = parser.getDecimalValue();
            try {
                return exact.apply(number);
            } catch (ArithmeticException fractionOrTooLarge) {
                return type.cast(context.handleWeirdNumberValue(type, number, "not a whole number"));
            }
        }
    }
}
