package dev.waybill.platform.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Set;

/**
 * The names of types in the API's document. A nested type carries the name of the one around it, so that the payment of an
 * order and the payment of a bill are two schemas.
 */
final class SchemaNames extends TypeNameResolver {

    /** Endings that name how a type is used here rather than what it is. */
    private static final String TECHNICAL = "(Controller|Json|Request)$";

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String name = type.getSimpleName().replaceFirst("Json$", "");
        return outer == null || name.startsWith(stem(outer)) ? name : stem(outer) + name;
    }

    /** A page of orders is an {@code OrderPage}. */
    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        var name = new StringBuilder();
        type.getBindings().getTypeParameters().forEach(parameter -> name.append(nameForType(parameter, options)));
        return name.append(type.getRawClass().getSimpleName()).toString();
    }

    private String stem(Class<?> outer) {
        return getNameOfClass(outer).replaceFirst(TECHNICAL, "");
    }
}
