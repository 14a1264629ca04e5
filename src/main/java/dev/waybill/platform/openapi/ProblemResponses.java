package dev.waybill.platform.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The problems of the API, each as a response that operations refer to. */
final class ProblemResponses {

    private static final String PROBLEM = "Problem";

    private static final Map<HttpStatus, String> MEANINGS = new EnumMap<>(Map.ofEntries(
            Map.entry(HttpStatus.BAD_REQUEST, "malformed: `errors` names what is wrong and what would be right"),
            Map.entry(HttpStatus.UNAUTHORIZED, "a user with a password or a token is needed"),
            Map.entry(HttpStatus.FORBIDDEN, "the user's roles do not allow this"),
            Map.entry(HttpStatus.NOT_FOUND, "there is no such thing, or it is not for this user to see"),
            Map.entry(HttpStatus.NOT_ACCEPTABLE, "the answer has no form that the request accepts"),
            Map.entry(HttpStatus.REQUEST_TIMEOUT, "the body did not arrive within 10 seconds"),
            Map.entry(HttpStatus.CONFLICT, "not in its present state"),
            Map.entry(
                    HttpStatus.PRECONDITION_FAILED, "it has changed: none of the entity tags in `If-Match` is current"),
            Map.entry(HttpStatus.PAYLOAD_TOO_LARGE, "the body is over 256 KiB"),
            Map.entry(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body is not JSON in UTF-8"),
            Map.entry(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "well-formed, but a rule is broken by the fields in `errors`; what looks like a card number is"
                            + " refused in every field"),
            Map.entry(HttpStatus.TOO_MANY_REQUESTS, "too many requests: try again after `Retry-After` seconds"),
            Map.entry(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "busy, or the database is away: try again after `Retry-After` seconds")));

    private static final Set<HttpStatus> LATER = Set.of(HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE);

    private ProblemResponses() {}

    /** The name of the response with that status; one that the API does not know is a mistake of the controller. */
    static String name(HttpStatus status) {
        if (!MEANINGS.containsKey(status)) {
            throw new IllegalStateException("the API's document has no problem with the status " + status);
        }
        return status.getReasonPhrase().replace(" ", "");
    }

    static Components addTo(Components components) {
        components.addSchemas(PROBLEM, problem());
        MEANINGS.forEach((status, meaning) -> components.addResponses(name(status), response(status, meaning)));
        return components;
    }

    private static ApiResponse response(HttpStatus status, String meaning) {
        var response = new ApiResponse()
                .description(meaning)
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref(PROBLEM))));
        return LATER.contains(status)
                ? response.addHeaderObject(HttpHeaders.RETRY_AFTER, new Header().schema(integer()))
                : response;
    }

    /** RFC 9457; some problems carry more members, such as the amounts that have changed. */
    private static Schema<?> problem() {
        return object().description("a problem document (RFC 9457); some carry more members than these")
                .addProperty("type", text().description("stable, like urn:waybill:problem:not-found"))
                .addProperty("title", text())
                .addProperty("status", integer())
                .addProperty("detail", text().description("what is wrong, for people"))
                .addProperty("instance", text())
                .addProperty("errors", list(fieldProblem()))
                .addRequiredItem("type")
                .addRequiredItem("title")
                .addRequiredItem("status")
                .addRequiredItem("detail");
    }

    private static Schema<?> fieldProblem() {
        return object().addProperty(
                        "field", text().description("its path in the body, or the name of a parameter or header"))
                .addProperty("message", text().description("what would be right"))
                .addRequiredItem("field")
                .addRequiredItem("message");
    }

    private static Schema<?> list(Schema<?> items) {
        return of("array").items(items);
    }

    private static Schema<?> object() {
        return of("object");
    }

    private static Schema<?> text() {
        return of("string");
    }

    private static Schema<?> integer() {
        return of("integer");
    }

    /** OpenAPI 3.1 has a set of types where 3.0 had one. */
    private static Schema<?> of(String type) {
        var schema = new Schema<>();
        schema.addType(type);
        return schema;
    }
}
