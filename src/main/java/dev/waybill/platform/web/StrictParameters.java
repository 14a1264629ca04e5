package dev.waybill.platform.web;

import java.util.Arrays;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;

/**
 * Reads parameters as they are written: Spring's own conversion takes {@code 0x10}, {@code +5} and other scripts' digits for
 * numbers, trims, and reads an empty text as an absent one.
 */
final class StrictParameters {

    private StrictParameters() {}

    static void addTo(FormatterRegistry registry) {
        registry.addConverter(String.class, Integer.class, StrictParameters::number);
        registry.addConverterFactory(new Constants());
        registry.addConverter(new HeaderText());
    }

    private static Integer number(String text) {
        if (!text.matches("-?(0|[1-9][0-9]{0,9})")) {
            throw new IllegalArgumentException("not a whole number");
        }
        return Integer.valueOf(text);
    }

    /** Constants of enums by their names. */
    @SuppressWarnings("rawtypes")
    private static final class Constants implements ConverterFactory<String, Enum> {

        @Override
        public <E extends Enum> Converter<String, E> getConverter(Class<E> type) {
            return name -> Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no constant of that name"));
        }
    }
}
