package dev.waybill.platform.web;

import dev.waybill.platform.web.ProblemException.FieldProblem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem documents with stable types, {@code urn:waybill:problem:<slug>}. */
public final class Problems {

    static final String INVALID = "invalid-request";

    private static final String TYPE = "urn:waybill:problem:";
    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_DETAIL = 2_000;

    private Problems() {}

    /** A problem of a type, with what is wrong in which field: the first 20, and how many more there are. */
    public static ProblemDetail of(HttpStatusCode status, String slug, String detail, List<FieldProblem> fields) {
        ProblemDetail problem = new Masked(status);
        problem.setDetail(shortened(CardNumbers.masked(detail), LONGEST_DETAIL));
        problem.setType(URI.create(TYPE + slug));
        problem.setTitle(title(slug));
        if (!fields.isEmpty()) {
            problem.setProperty(
                    "errors",
                    fields.stream().limit(MOST_FIELDS).map(Problems::shortened).toList());
        }
        if (fields.size() > MOST_FIELDS) {
            problem.setProperty("moreErrors", fields.size() - MOST_FIELDS);
        }
        return problem;
    }

    /** What is wrong with the first 20 fields in a sentence, and how many more there are. */
    public static String sentence(List<FieldProblem> fields) {
        String first = fields.stream()
                .limit(MOST_FIELDS)
                .map(Problems::shortened)
                .map(problem -> problem.field() + " " + problem.message())
                .collect(Collectors.joining("; "));
        String rest = fields.size() > MOST_FIELDS ? "; and " + (fields.size() - MOST_FIELDS) + " more" : "";
        return shortened(first, LONGEST_DETAIL - rest.length()) + rest;
    }

    private static FieldProblem shortened(FieldProblem problem) {
        return new FieldProblem(shortened(problem.field(), LONGEST_NAME), shortened(problem.message(), LONGEST_TEXT));
    }

    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    /** A problem of a request whose path holds what looks like a card number does not repeat that path. */
    private static final class Masked extends ProblemDetail {

        Masked(HttpStatusCode status) {
            super(status.value());
        }

        @Override
        public void setInstance(@Nullable URI instance) {
            if (instance != null && !CardNumbers.isIn(String.valueOf(instance.getPath()))) {
                super.setInstance(instance);
            }
        }
    }

    /** The problem type of a status that needs no further explanation. */
    static String slug(HttpStatus status) {
        return status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String title(String slug) {
        String words = slug.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
