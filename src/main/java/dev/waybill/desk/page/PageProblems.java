package dev.waybill.desk.page;

import dev.waybill.platform.edge.BodyRefused;
import dev.waybill.platform.web.CardNumbers;
import dev.waybill.platform.web.ParameterProblems;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What users see when a page cannot be shown: what happened, and what to do. */
@ControllerAdvice(basePackageClasses = PageProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {

    private static final Logger log = LoggerFactory.getLogger(PageProblems.class);

    @ExceptionHandler
    String refused(ProblemException refusal, HttpServletResponse response, Model model) {
        return problem(
                refusal.status(),
                String.valueOf(refusal.getMessage()),
                "Search for it in the list of all orders.",
                response,
                model);
    }

    @ExceptionHandler
    String wrongParameter(MethodArgumentTypeMismatchException wrong, HttpServletResponse response, Model model) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "“%s” is not a valid value of “%s”".formatted(wrong.getValue(), wrong.getName()),
                "Choose a value on the page.",
                response,
                model);
    }

    @ExceptionHandler
    String brokenRule(HandlerMethodValidationException broken, HttpServletResponse response, Model model) {
        return problem(
                HttpStatus.BAD_REQUEST,
                Problems.sentence(ParameterProblems.of(broken)),
                "Choose a value on the page.",
                response,
                model);
    }

    @ExceptionHandler
    String unread(BodyRefused refused, HttpServletResponse response, Model model) {
        refused.retryAfter()
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())));
        return problem(refused.status(), refused.detail(), "Go back and try again.", response, model);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    String unavailable(HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "the database is not available or busy",
                "Nothing is lost. Load the page again in a few seconds.",
                response,
                model);
    }

    @ExceptionHandler
    String unexpected(Exception failure, HttpServletRequest request, HttpServletResponse response, Model model) {
        log.error("The page {} could not be shown", request.getRequestURI(), failure);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "an unexpected error occurred",
                "Load the page again. If the error persists, see the server's log of this time for its cause.",
                response,
                model);
    }

    private static String problem(
            HttpStatus status, String what, String advice, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("status", status.value());
        String shown = CardNumbers.masked(what);
        model.addAttribute("what", shown.substring(0, 1).toUpperCase(Locale.ROOT) + shown.substring(1) + ".");
        model.addAttribute("advice", advice);
        return "error";
    }
}
