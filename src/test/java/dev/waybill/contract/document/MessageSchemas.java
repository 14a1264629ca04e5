package dev.waybill.contract.document;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.waybill.contract.Known;
import dev.waybill.contract.Money;
import dev.waybill.contract.Quantity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of records (draft 7, which AsyncAPI 3.0 builds on), as {@code PersonalJson.plain()} writes them: absent
 * instead of null, instants as text, decimals as numbers.
 */
final class MessageSchemas {

    private static final String FOLDER = "components/schemas";
    private static final String COUNTRY = "^[A-Z]{2}$";
    private static final BigDecimal MOST_PIECES = BigDecimal.valueOf(Quantity.MOST);
    private static final Map<String, String> MONEY =
            Map.of("amount", "^-?\\d{1,13}(\\.\\d+)?$", "currency", "^[A-Z]{3}$");

    private final SchemaBuilder schemas;

    /** Open schemas let readers tolerate what they do not know; closed ones notice what the document does not. */
    MessageSchemas(Javadocs docs, boolean closed) {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        if (closed) {
            config.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        }
        config.forTypesInGeneral()
                .withPropertySorter((one, other) -> 0)
                .withCustomDefinitionProvider(MessageSchemas::map)
                .withDescriptionResolver(type -> docs.of(type.getType().getErasedType()));
        config.forFields()
                .withRequiredCheck(field -> !isOptional(field))
                .withStringPatternResolver(MessageSchemas::pattern)
                .withNumberInclusiveMinimumResolver(field -> isQuantity(field) ? BigDecimal.ONE : null)
                .withNumberInclusiveMaximumResolver(field -> isQuantity(field) ? MOST_PIECES : null)
                .withDescriptionResolver(field -> description(docs.ofComponent(owner(field), field.getName()), field));
        schemas = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the schema of that record. */
    ObjectNode referTo(Class<?> type) {
        return schemas.createSchemaReference(type);
    }

    /** The schemas of everything that was referred to. */
    ObjectNode collected() {
        return schemas.collectDefinitions(FOLDER);
    }

    /** A map is an object with any names; as it is no record, it stands where it is used. */
    private static @Nullable CustomDefinition map(ResolvedType type, SchemaGenerationContext context) {
        if (!type.isInstanceOf(Map.class)) {
            return null;
        }
        ObjectNode object = context.getGeneratorConfig().createObjectNode().put("type", "object");
        object.set(
                "additionalProperties",
                context.createDefinitionReference(
                        type.typeParametersFor(Map.class).get(1)));
        return new CustomDefinition(object, DefinitionType.INLINE, AttributeInclusion.YES);
    }

    private static @Nullable String description(@Nullable String meaning, FieldScope field) {
        Known known = field.getAnnotation(Known.class);
        if (known == null) {
            return meaning;
        }
        return Arrays.stream(known.value().getEnumConstants())
                .map(Enum::name)
                .collect(Collectors.joining(
                        ", ", meaning + "; known are ", "; readers show a text that they do not know as it is"));
    }

    private static boolean isOptional(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable String pattern(FieldScope field) {
        return owner(field) == Money.class
                ? MONEY.get(field.getName())
                : field.getName().equals("country") ? COUNTRY : null;
    }

    private static boolean isQuantity(FieldScope field) {
        return field.getName().equals("quantity");
    }

    private static Class<?> owner(FieldScope field) {
        return field.getRawMember().getDeclaringClass();
    }
}
