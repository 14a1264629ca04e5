package dev.waybill.platform.openapi;

import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Upsert;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Adds to each operation the problems that it can answer, by what it takes. */
@Component
final class DocumentedProblems implements GlobalOperationCustomizer {

    /** Of every call: a wrong host name, no login, no role, too many calls, or a database that is away. */
    private static final Set<HttpStatus> ALWAYS = EnumSet.of(
            HttpStatus.BAD_REQUEST,
            HttpStatus.UNAUTHORIZED,
            HttpStatus.FORBIDDEN,
            HttpStatus.TOO_MANY_REQUESTS,
            HttpStatus.SERVICE_UNAVAILABLE);

    private static final Set<HttpStatus> OF_BODIES = EnumSet.of(
            HttpStatus.REQUEST_TIMEOUT,
            HttpStatus.PAYLOAD_TOO_LARGE,
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            HttpStatus.UNPROCESSABLE_ENTITY);

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        statuses(operation, handler)
                .forEach(status -> operation
                        .getResponses()
                        .addApiResponse(
                                String.valueOf(status.value()), new ApiResponse().$ref(ProblemResponses.name(status))));
        return operation;
    }

    private static Set<HttpStatus> statuses(Operation operation, HandlerMethod handler) {
        Set<HttpStatus> statuses = EnumSet.copyOf(ALWAYS);
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (operation.getRequestBody() != null || takesBody(handler)) {
            statuses.addAll(OF_BODIES);
        }
        if (answersBody(operation)) {
            statuses.add(HttpStatus.NOT_ACCEPTABLE);
        }
        if (parameters.stream().anyMatch(parameter -> "path".equals(parameter.getIn()))
                && !handler.hasMethodAnnotation(Upsert.class)) {
            statuses.add(HttpStatus.NOT_FOUND);
        }
        if (!parameters.isEmpty() && !reads(handler)) {
            statuses.add(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        Refuses more = handler.getMethodAnnotation(Refuses.class);
        statuses.addAll(more == null ? Set.of() : Set.of(more.value()));
        return statuses;
    }

    private static boolean takesBody(HandlerMethod handler) {
        return List.of(handler.getMethodParameters()).stream()
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static boolean answersBody(Operation operation) {
        return operation.getResponses().values().stream()
                .anyMatch(response ->
                        response.getContent() != null && !response.getContent().isEmpty());
    }

    private static boolean reads(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping != null && List.of(mapping.method()).equals(List.of(RequestMethod.GET));
    }
}
