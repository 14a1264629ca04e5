package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import org.jspecify.annotations.Nullable;

/** Names places in a body, such as {@code items[3].sku}; the whole of it is {@code body}. */
final class JsonPath {

    private static final String WHOLE = "body";

    private JsonPath() {}

    /** Where a parser is. */
    static String of(@Nullable JsonStreamContext context) {
        return whole(path(context));
    }

    private static String path(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String outer = path(context.getParent());
        if (context.inArray()) {
            return outer + "[" + context.getCurrentIndex() + "]";
        }
        return inside(outer, context.getCurrentName());
    }

    /** The value that could not be read. */
    static String of(JsonMappingException failure) {
        return whole(path(failure));
    }

    /** A field of the object that could not be read. */
    static String of(JsonMappingException failure, String field) {
        return inside(path(failure), field);
    }

    private static String path(JsonMappingException failure) {
        String path = "";
        for (Reference step : failure.getPath()) {
            path = step.getFieldName() == null ? path + "[" + step.getIndex() + "]" : inside(path, step.getFieldName());
        }
        return path;
    }

    private static String inside(String outer, @Nullable String field) {
        return field == null ? outer : outer.isEmpty() ? field : outer + "." + field;
    }

    private static String whole(String path) {
        return path.isEmpty() ? WHOLE : path;
    }
}
