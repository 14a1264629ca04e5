package dev.waybill.platform.web;

import dev.waybill.platform.web.ProblemException.FieldProblem;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The names of parameters and fields that a request got wrong. */
public final class ParameterProblems {

    private ParameterProblems() {}

    /** What is wrong with each parameter that broke a rule. */
    public static List<FieldProblem> of(HandlerMethodValidationException ex) {
        return ex.getParameterValidationResults().stream()
                .flatMap(result ->
                        result instanceof ParameterErrors body ? FieldErrors.of(body).stream() : problems(result))
                .toList();
    }

    private static Stream<FieldProblem> problems(ParameterValidationResult result) {
        String name = name(result.getMethodParameter());
        return result.getResolvableErrors().stream()
                .map(error -> new FieldProblem(name, String.valueOf(error.getDefaultMessage())));
    }

    static String name(TypeMismatchException ex) {
        return ex instanceof MethodArgumentTypeMismatchException mismatch
                ? mismatch.getName()
                : String.valueOf(ex.getPropertyName());
    }

    static String name(MissingRequestValueException ex) {
        return switch (ex) {
            case MissingServletRequestParameterException parameter -> parameter.getParameterName();
            case MissingRequestHeaderException header -> header.getHeaderName();
            default -> "request";
        };
    }

    private static String name(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        return header != null && !header.value().isEmpty()
                ? header.value()
                : String.valueOf(parameter.getParameterName());
    }
}
