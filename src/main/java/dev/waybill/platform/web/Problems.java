package dev.waybill.platform.web;

import dev.waybill.platform.web.ProblemException.FieldProblem;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem documents with stable types, {@code urn:waybill:problem:<slug>}. */
public final class Problems {

    static final String INVALID = "invalid-request";

    private static final String TYPE = "urn:waybill:problem:";

    private Problems() {}

    /** A problem of a type, with what is wrong in which field. */
    public static ProblemDetail of(HttpStatusCode status, String slug, String detail, List<FieldProblem> fields) {
        ProblemDetail problem = new Masked(status);
        problem.setDetail(CardNumbers.masked(detail));
        problem.setType(URI.create(TYPE + slug));
        problem.setTitle(title(slug));
        if (!fields.isEmpty()) {
            problem.setProperty("errors", fields);
        }
        return problem;
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

    private static String title(String slug) {
        String words = slug.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
