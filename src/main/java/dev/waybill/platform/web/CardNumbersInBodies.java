package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses a body with what looks like a card number in any text, number or name of it, whatever the request's type, before
 * anything is read from it, validated, logged or stored.
 */
@RestControllerAdvice
final class CardNumbersInBodies extends RequestBodyAdviceAdapter {

    private final ObjectMapper json;

    CardNumbersInBodies(ObjectMapper json) {
        this.json = JsonLimits.on(json);
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        byte[] body = message.getBody().readAllBytes();
        check(body, gs1Fields(target).collect(Collectors.toUnmodifiableSet()));
        return new Read(message.getHeaders(), new ByteArrayInputStream(body));
    }

    private void check(byte[] body, Set<String> gs1) throws IOException {
        try (JsonParser parser = json.getFactory().createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && CardNumbers.isIn(parser.currentName())) {
                    throw CardNumbers.refused(
                            JsonPath.of(parser.getParsingContext().getParent()));
                }
                if (token.isScalarValue() && isRefused(parser, gs1)) {
                    throw CardNumbers.refused(JsonPath.of(parser.getParsingContext()));
                }
            }
        } catch (JsonProcessingException broken) {
            if (CardNumbers.isIn(new String(body, StandardCharsets.UTF_8))) {
                throw CardNumbers.refused("body");
            }
        }
    }

    private static boolean isRefused(JsonParser parser, Set<String> gs1) throws IOException {
        String text = parser.getText();
        return CardNumbers.isIn(text)
                && !(gs1.contains(String.valueOf(parser.currentName())) && Gs1Keys.isOne(text))
                && !text.equals(login());
    }

    /** The caller's own name, which the identity provider gave and no person typed. */
    private static String login() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? String.valueOf(request.getRequest().getRemoteUser())
                : "";
    }

    /** The names of the fields of a record, and of the records in it, that take numbers of GS1. */
    private static Stream<String> gs1Fields(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).flatMap(CardNumbersInBodies::gs1Fields);
        }
        return type instanceof Class<?> record && record.isRecord()
                ? Arrays.stream(record.getRecordComponents()).flatMap(CardNumbersInBodies::gs1Fields)
                : Stream.empty();
    }

    private static Stream<String> gs1Fields(RecordComponent component) {
        return component.isAnnotationPresent(MayHoldGs1Key.class)
                ? Stream.of(component.getName())
                : gs1Fields(component.getGenericType());
    }

    /** A body that was read already. */
    private record Read(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {}
}
