package dev.waybill.platform.web;

import dev.waybill.platform.web.ProblemException.FieldProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the called method does not declare, that are given twice, have no value or hold what nobody
 * can print. Skipping them would answer another question than the one that was asked, with more rows than were wanted.
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

    private static Set<String> known(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(KnownParameters::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MethodParameter parameter) {
        RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
        return declared == null || declared.name().isEmpty()
                ? parameter.getParameter().getName()
                : declared.name();
    }

    private static List<FieldProblem> problems(List<QueryString.Parameter> parameters, Set<String> known) {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (QueryString.Parameter parameter : parameters) {
            String name = parameter.name().orElse("");
            String field = name.isEmpty() ? "query" : LogText.line(name);
            if (!known.contains(name)) {
                problems.add(new FieldProblem(field, unknown(name, known)));
            } else if (!seen.add(name)) {
                problems.add(new FieldProblem(field, "is given twice"));
            } else if (parameter.value().isEmpty()) {
                problems.add(new FieldProblem(field, "must be percent-encoded UTF-8"));
            } else if (parameter.value().get().isEmpty()) {
                problems.add(new FieldProblem(field, "has no value; leave it out"));
            } else if (parameter.value().get().chars().anyMatch(Character::isISOControl)) {
                problems.add(new FieldProblem(field, "must be a text without control characters"));
            }
        }
        return problems;
    }

    private static String unknown(String name, Set<String> known) {
        String what = name.isEmpty() ? "has a parameter without a readable name" : "is unknown here";
        return what + (known.isEmpty() ? "; this call takes no parameters" : "; known are " + known);
    }
}
