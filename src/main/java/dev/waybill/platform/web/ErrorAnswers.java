package dev.waybill.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers for what a filter or the web server gave up on; for clients that ask for it, nothing is at its address. */
@Controller
final class ErrorAnswers implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    Object answer(HttpServletRequest request) throws NoResourceFoundException {
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
            throw new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), request.getRequestURI());
        }
        HttpStatus known = HttpStatus.resolve(code);
        HttpStatus status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        return wantsPage(request)
                ? new ModelAndView("error", Map.of("status", status.value()), status)
                : problem(status);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        return String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains(MediaType.TEXT_HTML_VALUE)
                && !String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                        .startsWith("/api/");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(
                        status, Problems.slug(status), Problems.slug(status).replace('-', ' '), List.of()));
    }
}
