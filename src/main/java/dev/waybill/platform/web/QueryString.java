package dev.waybill.platform.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parameters of a query in their order, read strictly: what the web server would skip or replace is reported. */
final class QueryString {

    /** One parameter; a part that is not percent-encoded UTF-8 is empty. */
    record Parameter(Optional<String> name, Optional<String> value) {}

    private QueryString() {}

    static List<Parameter> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(QueryString::parameter)
                .toList();
    }

    private static Parameter parameter(String text) {
        int equals = text.indexOf('=');
        return new Parameter(
                decoded(equals < 0 ? text : text.substring(0, equals)),
                decoded(text.substring(equals < 0 ? text.length() : equals + 1)));
    }

    private static Optional<String> decoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character != '%') {
                bytes.write(character == '+' ? ' ' : character);
            } else if (at + 2 < text.length() && isHex(text, at + 1)) {
                bytes.write(Integer.parseInt(text, at + 1, at + 3, 16));
                at += 2;
            } else {
                return Optional.empty();
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0 && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
