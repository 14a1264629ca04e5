package dev.waybill.platform.web;

import dev.waybill.platform.web.ProblemException.FieldProblem;
import dev.waybill.platform.web.QueryString.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the called method does not declare, that are given twice, have no value, are not written like
 * their type or hold unprintable characters. Ignoring them would answer
 * another question than the caller's, with more rows than it asked for.
 */
final class KnownParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod method) {
            List<FieldProblem> problems = problems(QueryString.parameters(query), known(method));
            if (!problems.isEmpty()) {
                throw ProblemException.invalid(problems);
            }
        }
        return true;
    }

    private static SortedMap<String, Class<?>> known(HandlerMethod method) {
        SortedMap<String, Class<?>> known = new TreeMap<>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .forEach(parameter -> known.put(name(parameter), parameter.getParameterType()));
        return known;
    }

    private static String name(MethodParameter parameter) {
        RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
        return declared == null || declared.name().isEmpty()
                ? parameter.getParameter().getName()
                : declared.name();
    }

    private static List<FieldProblem> problems(List<Parameter> parameters, SortedMap<String, Class<?>> known) {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : parameters) {
            String name = parameter.name().orElse("");
            Class<?> type = known.get(name);
            String problem = type == null
                    ? unknown(name, known.keySet())
                    : seen.add(name) ? problem(parameter.value().orElse(null), type) : "is given twice";
            if (problem != null) {
                problems.add(new FieldProblem(name.isEmpty() ? "query" : LogText.line(name), problem));
            }
        }
        return problems;
    }

    private static String unknown(String name, Set<String> known) {
        String what = name.isEmpty() ? "has a parameter without a readable name" : "is unknown here";
        return what + (known.isEmpty() ? "; this call takes no parameters" : "; known are " + known);
    }

    private static @Nullable String problem(@Nullable String value, Class<?> type) {
        if (value == null) {
            return "must be percent-encoded UTF-8";
        }
        if (value.isEmpty()) {
            return "has no value; leave it out";
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return "must be a text without control characters";
        }
        return isWritten(value, type) ? null : ExpectedValue.of(type.isRecord() ? String.class : type);
    }

    /** Spring's conversion trims, and takes {@code 0x10}, {@code +5} and other scripts' digits for numbers. */
    private static boolean isWritten(String value, Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .anyMatch(constant -> ((Enum<?>) constant).name().equals(value));
        }
        if (type != String.class && !value.strip().equals(value)) {
            return false; // a record is written as its text, of which blanks at the ends are no part
        }
        return ClassUtils.resolvePrimitiveIfNecessary(type) != Integer.class || value.matches("-?(0|[1-9][0-9]*)");
    }
}
