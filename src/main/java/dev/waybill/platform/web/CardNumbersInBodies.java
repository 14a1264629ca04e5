package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
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
 * Refuses a body with what looks like a card number in any of its texts, numbers and names. It does so for every type of
 * request, before the body is bound, validated, logged or stored.
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
        check(body, new Allowed(names(target, MayHoldGs1Key.class), names(target, MayHoldAnyNumber.class)));
        return new Read(message.getHeaders(), new ByteArrayInputStream(body));
    }

    private void check(byte[] body, Allowed allowed) throws IOException {
        try (JsonParser parser = json.getFactory().createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && CardNumbers.isIn(parser.currentName())) {
                    throw CardNumbers.refused(
                            JsonPath.of(parser.getParsingContext().getParent()));
                }
                if (token.isScalarValue() && isRefused(parser, allowed)) {
                    throw CardNumbers.refused(JsonPath.of(parser.getParsingContext()));
                }
            }
        } catch (JsonProcessingException broken) {
            if (CardNumbers.isIn(new String(body, StandardCharsets.UTF_8))) {
                throw CardNumbers.refused("body");
            }
        }
    }

    private static boolean isRefused(JsonParser parser, Allowed allowed) throws IOException {
        String text = parser.getText();
        return CardNumbers.isIn(text)
                && !allowed.holds(String.valueOf(parser.currentName()), text)
                && !text.equals(login());
    }

    /** The caller's own name, which the identity provider gave and no person typed. */
    private static String login() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? String.valueOf(request.getRequest().getRemoteUser())
                : "";
    }

    private static Set<String> names(Type type, Class<? extends Annotation> annotation) {
        return fields(type, annotation).collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the fields of a record, and of the records in it, that have the annotation. */
    private static Stream<String> fields(Type type, Class<? extends Annotation> annotation) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).flatMap(inner -> fields(inner, annotation));
        }
        return type instanceof Class<?> record && record.isRecord()
                ? Arrays.stream(record.getRecordComponents()).flatMap(component -> fields(component, annotation))
                : Stream.empty();
    }

    private static Stream<String> fields(RecordComponent component, Class<? extends Annotation> annotation) {
        return component.isAnnotationPresent(annotation)
                ? Stream.of(component.getName())
                : fields(component.getGenericType(), annotation);
    }

    /** The fields of a body that take numbers of GS1, and those that take any number. */
    private record Allowed(Set<String> gs1, Set<String> any) {

        boolean holds(String field, String text) {
            return any.contains(field) || (gs1.contains(field) && Gs1Keys.isOne(text));
        }
    }

    /** A body that was read already. */
    private record Read(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {}
}
