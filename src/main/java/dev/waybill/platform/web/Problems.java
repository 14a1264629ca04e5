package dev.waybill.platform.web;

import dev.waybill.platform.web.ProblemException.FieldProblem;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem documents with stable types, {@code urn:waybill:problem:<slug>}. */
public final class Problems {

    static final String INVALID = "invalid-request";

    private static final String TYPE = "urn:waybill:problem:";

    private Problems() {}

    /** A problem of a type, with what is wrong in which field. */
    public static ProblemDetail of(HttpStatusCode status, String slug, String detail, List<FieldProblem> fields) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + slug));
        problem.setTitle(title(slug));
        if (!fields.isEmpty()) {
            problem.setProperty("errors", fields);
        }
        return problem;
    }

    private static String title(String slug) {
        String words = slug.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
