package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.edge.BodyRefused;
import dev.waybill.platform.web.ProblemException.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every failure with a problem document that names what is wrong and, for fields, what would be right. */
@RestControllerAdvice
public class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ProblemException refusal) {
        ResponseEntity<ProblemDetail> answer =
                answer(refusal.status(), refusal.slug(), String.valueOf(refusal.getMessage()), refusal.fields());
        if (answer.getBody() != null) {
            refusal.more().forEach(answer.getBody()::setProperty);
        }
        return refusal.retryAfter().map(wait -> after(wait, answer)).orElse(answer);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> unavailable(Exception failure) {
        log.warn("A request failed as the database is away or busy: {}", failure.getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "the database is away or busy; ask again in a moment, an order with the same Idempotency-Key",
                        List.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception failure) {
        Optional<BodyRefused> refused = BodyRefused.behind(failure);
        if (refused.isPresent()) {
            return refused(refused.get());
        }
        if (DatabaseAway.isBehind(failure) || DatabaseAway.isBusyBehind(failure)) {
            return unavailable(failure);
        }
        log.error("A request failed unexpectedly", failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "something went wrong here; the log of this time tells what",
                List.of());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(FieldErrors.of(ex.getBindingResult()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(ParameterProblems.of(ex));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return missing(ex.getParameterName());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return missing(ex.getRequestPartName());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return switch (ex) {
            case MissingRequestHeaderException header -> missing(header.getHeaderName());
            case MissingRequestCookieException cookie -> missing(cookie.getCookieName());
            default -> super.handleServletRequestBindingException(ex, headers, status, request);
        };
    }

    private static ResponseEntity<Object> missing(String name) {
        return invalid(List.of(new FieldProblem(name, "is missing")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Class<?> required = ex.getRequiredType();
        String wanted = required != null && required.isEnum()
                ? "must be one of " + List.of(required.getEnumConstants())
                : "must be a "
                        + (required == null ? "value" : required.getSimpleName().toLowerCase(Locale.ROOT));
        return invalid(List.of(new FieldProblem(ParameterProblems.name(ex), wanted)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Optional<BodyRefused> refused = BodyRefused.behind(ex);
        if (refused.isPresent()) {
            ResponseEntity<ProblemDetail> answer = refused(refused.get());
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .body(answer.getBody());
        }
        return invalid(List.of(unreadable(ex.getCause())));
    }

    /**
     * A client has gone. If it went before the first byte of a stream, nobody else ends its request, and a stop would wait
     * for it.
     */
    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
            AsyncRequestNotUsableException ex, WebRequest request) {
        var http = ((ServletWebRequest) request).getRequest();
        if (http.isAsyncStarted()) {
            try {
                http.getAsyncContext().complete();
            } catch (IllegalStateException ended) {
                log.debug("The web server was ahead in ending the request of a client that has gone", ended);
            }
        }
        return null;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception ex, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        String slug = known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        String detail = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : known.getReasonPhrase();
        return ResponseEntity.status(status).headers(headers).body(Problems.of(status, slug, detail, List.of()));
    }

    private static FieldProblem unreadable(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return new FieldProblem(path(unknown), "is unknown here; known are " + unknown.getKnownPropertyIds());
        }
        if (cause instanceof JsonMappingException mapping) {
            Throwable root = mapping.getCause() instanceof IllegalArgumentException rule ? rule : mapping;
            return new FieldProblem(path(mapping), JsonMessages.of(root));
        }
        if (cause instanceof JsonProcessingException broken) {
            return JsonMessages.duplicate(broken)
                    .map(field -> new FieldProblem(field, "is given twice"))
                    .orElseGet(() -> new FieldProblem("body", "is no valid JSON: " + broken.getOriginalMessage()));
        }
        return new FieldProblem("body", "must be a JSON document in UTF-8");
    }

    private static String path(JsonMappingException ex) {
        String path = ex.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
    }

    private static ResponseEntity<Object> invalid(List<FieldProblem> fields) {
        return body(HttpStatus.BAD_REQUEST, Problems.INVALID, Problems.sentence(fields), fields);
    }

    private static ResponseEntity<ProblemDetail> refused(BodyRefused refused) {
        ResponseEntity<ProblemDetail> answer = answer(refused.status(), refused.slug(), refused.detail(), List.of());
        return refused.retryAfter().map(wait -> after(wait, answer)).orElse(answer);
    }

    private static ResponseEntity<ProblemDetail> after(Duration wait, ResponseEntity<ProblemDetail> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()))
                .body(answer.getBody());
    }

    private static ResponseEntity<Object> body(
            HttpStatus status, String slug, String detail, List<FieldProblem> fields) {
        return ResponseEntity.status(status).body(Problems.of(status, slug, detail, fields));
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatus status, String slug, String detail, List<FieldProblem> fields) {
        return ResponseEntity.status(status).body(Problems.of(status, slug, detail, fields));
    }
}
