package dev.waybill.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.web.CountryCode;
import dev.waybill.platform.web.Text;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of records. A field is required unless it is {@code @Nullable}, as null is neither sent nor accepted in its place.
 * The rules of texts are stated.
 */
final class RecordSchemas extends ModelResolver {

    RecordSchemas(ObjectMapper json, TypeNameResolver names) {
        super(json, names);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Schema resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Schema<?> schema = super.resolve(type, context, others);
        Class<?> raw = raw(type.getType());
        if (schema != null && raw.isRecord()) {
            describe(raw, defined(schema, context));
        }
        return schema;
    }

    private Class<?> raw(Type type) {
        return _mapper.constructType(type).getRawClass();
    }

    private static Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
        String ref = schema.get$ref();
        Map<String, Schema> models = context.getDefinedModels();
        Schema<?> model = ref == null ? null : models.get(ref.substring(ref.lastIndexOf('/') + 1));
        return model == null ? schema : model;
    }

    private static void describe(Class<?> type, Schema<?> schema) {
        for (RecordComponent component : type.getRecordComponents()) {
            Schema<?> property = schema.getProperties() == null
                    ? null
                    : (Schema<?>) schema.getProperties().get(component.getName());
            if (property == null) {
                continue;
            }
            constrain(property, component.getAnnotatedType());
            boolean required =
                    schema.getRequired() != null && schema.getRequired().contains(component.getName());
            if (!required && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.addRequiredItem(component.getName());
            }
        }
    }

    private static void constrain(Schema<?> schema, java.lang.reflect.AnnotatedType type) {
        if (type.isAnnotationPresent(Text.class)) {
            schema.minLength(1).maxLength(Text.LONGEST);
        }
        if (type.isAnnotationPresent(CountryCode.class)) {
            schema.pattern("^[A-Z]{2}$");
        }
        if (type instanceof AnnotatedParameterizedType map
                && schema.getAdditionalProperties() instanceof Schema<?> values) {
            var arguments = map.getAnnotatedActualTypeArguments();
            constrain(values, arguments[arguments.length - 1]);
        }
    }
}
