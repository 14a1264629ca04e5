package dev.waybill.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.waybill.platform.personal.PersonalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest by which a request is recognised when it is repeated. Requests that are equal as JSON values have the same
 * digest: the order of keys does not matter, and what is absent, null or empty is the same; each other value counts.
 *
 * <p>Earlier releases digested attributes in the order in which they were sent, and distinguished empty from absent ones. Where
 * neither occurs both digests are the same, so copies of both releases recognise each other's requests; where one occurs,
 * {@link #matches} also accepts the earlier digest.
 */
final class RequestDigest {

    private static final ObjectMapper AS_SENT = PersonalJson.plain().build();
    private static final ObjectMapper CANONICAL = PersonalJson.plain()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .build();

    private RequestDigest() {}

    /** The digest under which a request is remembered. */
    static byte[] of(PlaceOrderRequest request) {
        return digest(CANONICAL, request);
    }

    /** Whether a remembered digest, of this release or an earlier one, is the request's. */
    static boolean matches(byte[] remembered, PlaceOrderRequest request) {
        return MessageDigest.isEqual(remembered, of(request))
                || MessageDigest.isEqual(remembered, digest(AS_SENT, request));
    }

    private static byte[] digest(ObjectMapper json, PlaceOrderRequest request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(request));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a request could not be digested", e);
        }
    }
}
