package dev.waybill.platform.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.platform.personal.PersonalJson;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds those whose personal data a content may hold, so that erasing one of them makes it unreadable.
 *
 * @param field the name of the field that holds an owner's id, at any depth
 */
record PersonalOwners(String field) {

    /** A message has one owner; what names more than this is not stored. */
    static final int MOST = 5;

    private static final int LONGEST = 200;
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    /** The owners in JSON that was read. */
    List<String> in(JsonNode data) {
        return data.findValues(field).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(PersonalOwners::isOwner)
                .distinct()
                .toList();
    }

    /** The owners in a text as far as it is JSON: what is cut off in the middle names them before. */
    List<String> in(String text) {
        Set<String> owners = new LinkedHashSet<>();
        try (JsonParser parser = JSON.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME
                        && field.equals(parser.currentName())
                        && parser.nextToken() == JsonToken.VALUE_STRING
                        && isOwner(parser.getText())) {
                    owners.add(parser.getText());
                }
            }
        } catch (IOException whatFollowsIsNoJson) {
            return List.copyOf(owners);
        }
        return List.copyOf(owners);
    }

    /** Anything else is no id. */
    private static boolean isOwner(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST && Texts.isName(text);
    }
}
