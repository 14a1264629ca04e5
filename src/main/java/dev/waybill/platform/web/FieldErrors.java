package dev.waybill.platform.web;

import dev.waybill.platform.web.ProblemException.FieldProblem;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/** What is wrong with the fields of a body. */
final class FieldErrors {

    private static final String WRONG_SIZE = Size.class.getSimpleName();

    private FieldErrors() {}

    /** Size comes before content: what a list or map of the wrong size holds is not listed. */
    static List<FieldProblem> of(Errors errors) {
        List<String> wrongSizes = errors.getFieldErrors().stream()
                .filter(error -> WRONG_SIZE.equals(error.getCode()))
                .map(FieldError::getField)
                .toList();
        return errors.getFieldErrors().stream()
                .filter(error -> wrongSizes.stream().noneMatch(size -> isInside(error.getField(), size)))
                .map(error -> new FieldProblem(path(error.getField()), String.valueOf(error.getDefaultMessage())))
                .toList();
    }

    /** The JSON path: entries of a map are its fields. */
    private static String path(String field) {
        return field.replaceAll("(?:<K>)?\\[(?!\\d+])([^]]*)]", ".$1");
    }

    /** Elements are named like {@code items[3].sku}, the keys of a map like {@code attributes<K>[colour]}. */
    private static boolean isInside(String field, String container) {
        return field.startsWith(container + "[") || field.startsWith(container + "<");
    }
}
