package dev.waybill.order.process.cockpit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Holds a request against the {@link CockpitAllowList}, its body included. */
final class CockpitRequestCheck {

    private static final int BODY_LIMIT = 16 * 1024;

    /** As strict as JSON can be read, so that the engine's API cannot read it in another way. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Why a request is refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    private final CockpitAllowList list;

    CockpitRequestCheck(CockpitAllowList list) {
        this.list = list;
    }

    /** The request with the body that was checked. */
    HttpServletRequest check(HttpServletRequest request) throws Refused, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        CockpitRequest allowed = list.find(request.getMethod(), path)
                .orElseThrow(() -> new Refused("its method and path are not on Cockpit's allow-list"));
        checkParameters(request.getQueryString(), allowed.parameters());
        byte[] body = request.getInputStream().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            throw new Refused("its body has more than 16 KiB");
        }
        if (allowed.method().equals("GET")) {
            if (body.length > 0) {
                throw new Refused("it has a body");
            }
            return request;
        }
        return new CheckedBodyRequest(request, JSON.writeValueAsBytes(checkedBody(request, body, allowed.fields())));
    }

    private static void checkParameters(@Nullable String query, Set<String> allowed) throws Refused {
        if (query == null) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            String name = decode(parameter.split("=", 2)[0]);
            if (!allowed.contains(name)) {
                throw new Refused("its query parameter " + name + " is not on Cockpit's allow-list");
            }
        }
    }

    private static String decode(String name) throws Refused {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused("its query cannot be decoded");
        }
    }

    private static JsonNode checkedBody(HttpServletRequest request, byte[] body, Set<String> allowed)
            throws Refused, IOException {
        if (!isJson(request.getContentType()) || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new Refused("its body is not declared as plain JSON");
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (!json.isObject()) {
                throw new Refused("its body is not a JSON object");
            }
            checkFields(json, "", allowed);
            return json;
        } catch (JsonProcessingException e) {
            throw new Refused("its body cannot be read as JSON");
        }
    }

    private static boolean isJson(@Nullable String type) {
        try {
            return type != null && MediaType.parseMediaType(type).equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static void checkFields(JsonNode object, String parent, Set<String> allowed) throws Refused {
        for (var field : object.properties()) {
            String name = parent + field.getKey();
            boolean isParent = allowed.stream().anyMatch(other -> other.startsWith(name + "."));
            if (!isParent && !allowed.contains(name)) {
                throw new Refused("its body's field " + name + " is not on Cockpit's allow-list");
            }
            Iterable<JsonNode> values = field.getValue().isArray() ? field.getValue() : Set.of(field.getValue());
            for (JsonNode value : values) {
                if (value.isObject() && isParent) {
                    checkFields(value, name + ".", allowed);
                } else if (value.isContainerNode()) {
                    throw new Refused("its body's field " + name + " holds what is not on Cockpit's allow-list");
                }
            }
        }
    }
}
