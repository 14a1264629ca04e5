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

/** Finds the customers whom a content names, so that erasing one makes it unreadable. */
final class PersonalOwners {

    /** A message is about one customer; what names more than this is not kept. */
    static final int MOST = 5;

    private static final String FIELD = "customerId";
    private static final int LONGEST = 200;
    private static final ObjectMapper JSON = PersonalJson.plain().build();

    private PersonalOwners() {}

    /** The customers in JSON that was read. */
    static List<String> in(JsonNode data) {
        return data.findValues(FIELD).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(PersonalOwners::isCustomer)
                .distinct()
                .toList();
    }

    /** The customers in a text as far as it is JSON: what is cut off in the middle names them before. */
    static List<String> in(String text) {
        Set<String> owners = new LinkedHashSet<>();
        try (JsonParser parser = JSON.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME
                        && FIELD.equals(parser.currentName())
                        && parser.nextToken() == JsonToken.VALUE_STRING
                        && isCustomer(parser.getText())) {
                    owners.add(parser.getText());
                }
            }
        } catch (IOException whatFollowsIsNoJson) {
            return List.copyOf(owners);
        }
        return List.copyOf(owners);
    }

    /** Anything else is the id of no customer. */
    private static boolean isCustomer(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST && Texts.isName(text);
    }
}
