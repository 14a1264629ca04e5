package dev.waybill.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses bodies that are no JSON, and requests that accept no JSON for their answer, before anything is done. Methods that
 * declare what else they produce are asked by Spring.
 */
final class ContentTypes implements HandlerInterceptor {

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);
    private static final HeaderContentNegotiationStrategy ACCEPTED = new HeaderContentNegotiationStrategy();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeException {
        if (handler instanceof HandlerMethod method) {
            if (takesBody(method)) {
                checkBody(request);
            }
            if (!method.isVoid() && request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) == null) {
                checkAccepted(request);
            }
        }
        return true;
    }

    private static boolean takesBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static void checkBody(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        String type = request.getContentType();
        if (hasBody(request) && !isJson(type)) {
            throw new HttpMediaTypeNotSupportedException(parsed(type), JSON);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isJson(@Nullable String text) {
        MediaType type = parsed(text);
        return type != null
                && type.getType().equals("application")
                && (type.getSubtype().equals("json")
                        || (type.isConcrete() && type.getSubtype().endsWith("+json")))
                && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
    }

    private static @Nullable MediaType parsed(@Nullable String type) {
        try {
            return type == null || type.isEmpty() ? null : MediaType.parseMediaType(type);
        } catch (InvalidMediaTypeException unreadable) {
            return null;
        }
    }

    private static void checkAccepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        boolean accepted = ACCEPTED.resolveMediaTypes(new ServletWebRequest(request)).stream()
                .anyMatch(type -> type.getQualityValue() > 0 && type.isCompatibleWith(MediaType.APPLICATION_JSON));
        if (!accepted) {
            throw new HttpMediaTypeNotAcceptableException(JSON);
        }
    }
}
