package dev.waybill.platform.web;

import dev.waybill.platform.database.DatabaseAway;
import dev.waybill.platform.edge.BodyRefused;
import dev.waybill.platform.eventstore.NewerEventException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers every failure with a problem document that names what is wrong and, for fields, what would be right. */
@RestControllerAdvice
public class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException refusal) {
        ProblemDetail problem =
                Problems.of(refusal.status(), refusal.slug(), String.valueOf(refusal.getMessage()), refusal.fields());
        refusal.more().forEach(problem::setProperty);
        return answer(problem, after(refusal.retryAfter()));
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Object> unavailable(Exception failure) {
        log.warn("A request failed as the database is away or busy: {}", failure.getMessage());
        return refused(ProblemException.unavailable(
                "the database is away or busy; ask again in a moment, an order with the same Idempotency-Key",
                Duration.ofSeconds(2)));
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception failure) {
        Optional<BodyRefused> refused = BodyRefused.behind(failure);
        if (refused.isPresent()) {
            return refused(refused.get());
        }
        if (DatabaseAway.isBehind(failure) || DatabaseAway.isBusyBehind(failure)) {
            return unavailable(failure);
        }
        if (NewerEventException.isBehind(failure)) {
            log.warn("A request needs a copy of a newer release: {}", failure.getMessage());
            return refused(ProblemException.unavailable(
                    "a newer release is being installed, and this copy cannot read what it has recorded; ask again in a moment",
                    Duration.ofSeconds(2)));
        }
        log.error("A request failed unexpectedly", failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "something went wrong on the server; its log of this time has the cause",
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refused(ProblemException.invalid(FieldErrors.of(ex.getBindingResult())));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refused(ProblemException.invalid(ParameterProblems.of(ex)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ex instanceof MissingRequestValueException missing
                ? refused(ProblemException.invalid(ParameterProblems.name(missing), "is missing"))
                : super.handleServletRequestBindingException(ex, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException ex,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleServletRequestBindingException(ex, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Class<?> required = ex.getRequiredType();
        return refused(ProblemException.invalid(
                ParameterProblems.name(ex), ExpectedValue.of(required == null ? String.class : required)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return BodyRefused.behind(ex).map(this::refused).orElseGet(() -> refused(JsonProblems.of(ex.getCause())));
    }

    /** Without a cause nothing went wrong in writing: no converter has the form that the request accepts. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotWritable(
            HttpMessageNotWritableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ex.getCause() != null) {
            return unexpected(ex);
        }
        HttpStatus refused = HttpStatus.NOT_ACCEPTABLE;
        return answer(refused, Problems.slug(refused), "the answer has no form that the request accepts", headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(HttpStatus.NOT_FOUND, "not-found", "there is nothing at this address", headers);
    }

    /**
     * A client has gone. If it went before the first byte of a stream, nothing else ends its request, and a stop would wait
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
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception ex, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        String detail = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : known.getReasonPhrase();
        return answer(known, Problems.slug(known), detail, headers);
    }

    private ResponseEntity<Object> refused(BodyRefused refused) {
        return answer(refused.status(), refused.slug(), refused.detail(), after(refused.retryAfter()));
    }

    private static HttpHeaders after(Optional<Duration> wait) {
        var headers = new HttpHeaders();
        wait.ifPresent(time -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(time.toSeconds())));
        return headers;
    }

    private static ResponseEntity<Object> answer(HttpStatus status, String slug, String detail, HttpHeaders headers) {
        return answer(Problems.of(status, slug, detail, List.of()), headers);
    }

    /** A problem document is written also to clients that accept none; they would know nothing at all otherwise. */
    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
