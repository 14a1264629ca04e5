package dev.waybill.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses changes with what looks like a card number in the path, the query or a header that is read. Searches are let
 * through: they store nothing, and what was stored before can be found.
 */
final class CardNumbersInAddresses implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && RequestMethods.isChange(request)) {
            Arrays.stream(method.getMethodParameters()).forEach(parameter -> checkPath(request, parameter));
            Arrays.stream(method.getMethodParameters()).forEach(parameter -> checkHeader(request, parameter));
            Stream.ofNullable(request.getQueryString())
                    .flatMap(query -> Arrays.stream(query.split("&")))
                    .forEach(CardNumbersInAddresses::checkQuery);
        }
        return true;
    }

    private static void checkPath(HttpServletRequest request, MethodParameter parameter) {
        if (parameter.hasParameterAnnotation(PathVariable.class)
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path) {
            String name = parameter.getParameter().getName();
            String text = String.valueOf(path.get(name));
            boolean allowed = text.equals(request.getRemoteUser())
                    || parameter.hasParameterAnnotation(MayHoldAnyNumber.class)
                    || (parameter.hasParameterAnnotation(MayHoldGs1Key.class) && Gs1Keys.isOne(text));
            check(name, text, allowed);
        }
    }

    private static void checkHeader(HttpServletRequest request, MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null && !header.value().equals(Traceparent.HEADER)) {
            check(header.value(), HeaderText.decoded(String.valueOf(request.getHeader(header.value()))), false);
        }
    }

    private static void checkQuery(String parameter) {
        String text = URLDecoder.decode(parameter.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
        int value = text.indexOf('=') + 1;
        check(CardNumbers.masked(text.substring(0, Math.max(0, value - 1))), text.substring(value), false);
        check("query", text.substring(0, value), false);
    }

    private static void check(String field, String text, boolean allowed) {
        if (!allowed && CardNumbers.isIn(text)) {
            throw CardNumbers.refused(field);
        }
    }
}
