package dev.waybill.platform.personal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waybill.platform.text.ComparableText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that one context stores: as it travels, but each personal text is an object {@code {"$personal": token}}
 * whose token only the owner's key opens.
 */
public final class PersonalJson {

    /** What reads instead of a text whose owner was erased. */
    public static final String ERASED = "erased";

    /** Owns what cannot be attributed to a customer: no customer has an empty id, and this owner is never erased. */
    public static final String CONTEXT = "";

    private static final String MARK = "$personal";
    private static final String OWNER = "owner";

    private final ObjectMapper json;
    private final PersonalKeys keys;
    private final PersonalCipher cipher;

    public PersonalJson(PersonalKeys keys, PersonalFields fields) {
        this.keys = keys;
        this.cipher = new PersonalCipher(keys);
        this.json = plain().addModule(new SimpleModule().setSerializerModifier(new Marked(fields)))
                .build();
    }

    /** A mapper for what is not personal: ISO instants, exact decimals, absent instead of null, unknown fields ignored. */
    public static JsonMapper.Builder plain() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // a record's components are its JSON, not its is-methods
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .serializationInclusion(JsonInclude.Include.NON_NULL);
    }

    /** The value as it is stored; a value with personal fields needs an owner. */
    public JsonNode write(Object value, @Nullable String owner) {
        try (var tokens = new TokenBuffer(json, false)) {
            json.writer().withAttribute(OWNER, owner).writeValue(tokens, value);
            return json.readTree(tokens.asParser());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot be stored: " + value.getClass().getSimpleName(), e);
        }
    }

    /** A whole text as JSON that only the owner's key opens; {@link #reveal} gives it back. */
    public JsonNode seal(String text, String owner) {
        return cipher.encrypt(owner, text)
                .<JsonNode>map(token -> json.createObjectNode().put(MARK, token))
                .orElseGet(() -> json.getNodeFactory().textNode(ERASED));
    }

    /** The value behind what {@link #write} made. */
    public <T> T read(JsonNode stored, Class<T> type) {
        try {
            return json.treeToValue(reveal(stored), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "stored JSON is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Erases an owner with the current transaction: what was stored of them reads "erased" from then on, and so does what
     * is still to be stored. Returns whether they were not erased before.
     *
     * @throws IllegalArgumentException for {@link #CONTEXT}
     */
    public boolean erase(String owner) {
        if (ComparableText.of(owner).equals(CONTEXT)) {
            throw new IllegalArgumentException("an empty customer id names no customer who could be erased");
        }
        return keys.destroy(owner);
    }

    /** Whether an owner was erased; one who was not stays so until the current transaction ends. */
    public boolean isErased(String owner) {
        return keys.held(owner).isDestroyed();
    }

    /** Whether this process knows that an owner was erased, so that nothing readable of them may be cached. */
    public boolean mustForget(String owner) {
        return keys.hasSeenDestroyed(owner);
    }

    /** Removes from the caches of this process what others have erased. */
    public void lookForErasures() {
        keys.lookForErasures();
    }

    /** Removes what destroyed keys have left in the files of the database; not in a transaction. */
    public void vacuumKeys() {
        keys.vacuum();
    }

    /** Notifies a cache of readable data of each owner who was erased, right after the commit. */
    public void onErased(Consumer<String> memory) {
        keys.onDestroyed(memory);
    }

    /** Whether a JSON text may hold a token; where it cannot, {@link #reveal} would change nothing. */
    public static boolean mayHoldTokens(String text) {
        return text.contains(MARK);
    }

    /** The same JSON with every token replaced by its text, or by "erased". */
    public JsonNode reveal(JsonNode stored) {
        return replace(stored, cipher::decrypt);
    }

    /** The same JSON with every token replaced by an empty text, for a reader that does without what is personal. */
    public static JsonNode blank(JsonNode stored) {
        return replace(stored, token -> "");
    }

    private static JsonNode replace(JsonNode stored, UnaryOperator<String> text) {
        if (stored instanceof ObjectNode object) {
            JsonNode token = object.get(MARK);
            if (token != null
                    && object.size() == 1
                    && token.isTextual()
                    && PersonalCipher.isToken(token.textValue())) { // a customer may give an attribute this name
                return object.textNode(text.apply(token.textValue()));
            }
            ObjectNode replaced = object.objectNode();
            object.properties().forEach(field -> replaced.set(field.getKey(), replace(field.getValue(), text)));
            return replaced;
        }
        if (stored instanceof ArrayNode array) {
            ArrayNode replaced = array.arrayNode();
            array.forEach(element -> replaced.add(replace(element, text)));
            return replaced;
        }
        return stored;
    }

    private final class Marked extends BeanSerializerModifier {

        private final PersonalFields fields;

        Marked(PersonalFields fields) {
            this.fields = fields;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                if (fields.contains(bean.getBeanClass(), property.getName())) {
                    property.assignSerializer(new Encrypting());
                }
            }
            return properties;
        }
    }

    private final class Encrypting extends JsonSerializer<Object> {

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (!(provider.getAttribute(OWNER) instanceof String owner)) {
                throw new IllegalStateException("personal data without an owner is not stored");
            }
            if (value instanceof Map<?, ?> texts) {
                out.writeStartObject();
                for (var entry : texts.entrySet()) {
                    out.writeFieldName((String) entry.getKey());
                    write(owner, (String) entry.getValue(), out);
                }
                out.writeEndObject();
            } else {
                write(owner, (String) value, out);
            }
        }

        private void write(String owner, String text, JsonGenerator out) throws IOException {
            Optional<String> token = cipher.encrypt(owner, text);
            if (token.isEmpty()) {
                out.writeString(ERASED);
                return;
            }
            out.writeStartObject();
            out.writeStringField(MARK, token.get());
            out.writeEndObject();
        }
    }
}
