package dev.waybill.platform.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.platform.eventstore.EventTypes;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.personal.PersonalJson;
import dev.waybill.platform.security.CurrentUser;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Shows the stored events of one kind of aggregate: amounts, which are stored as whole minor units, become money as
 * everywhere else. An annotation marks the components of the event records that are amounts.
 */
public final class ShownEvents<E> {

    private static final ObjectMapper JSON = PersonalJson.plain().build();
    private static final String CURRENCY = "currency";

    private final EventTypes<E> types;
    private final Class<? extends Annotation> amount;
    private final BiFunction<Long, String, ?> money;

    /**
     * @param amount marks the record components that are amounts in minor units
     * @param money turns minor units and a currency into what is shown as JSON
     */
    public ShownEvents(EventTypes<E> types, Class<? extends Annotation> amount, BiFunction<Long, String, ?> money) {
        this.types = types;
        this.amount = amount;
        this.money = money;
    }

    /**
     * The form in which a user sees an event; its personal fields are readable.
     *
     * @param currency of the amounts that have none in a record around them
     */
    public EventJson of(RecordedEvent event, String currency, CurrentUser user) {
        return EventJson.of(event, shown(event.data(), types.classOf(event.type()), currency), user);
    }

    private JsonNode shown(JsonNode data, Type type, String currency) {
        if (type instanceof ParameterizedType generic && data instanceof ArrayNode list && isA(generic, List.class)) {
            ArrayNode shown = list.arrayNode();
            list.forEach(element -> shown.add(shown(element, generic.getActualTypeArguments()[0], currency)));
            return shown;
        }
        if (type instanceof ParameterizedType generic && data instanceof ObjectNode map && isA(generic, Map.class)) {
            ObjectNode shown = map.objectNode();
            map.properties()
                    .forEach(entry -> shown.set(
                            entry.getKey(), shown(entry.getValue(), generic.getActualTypeArguments()[1], currency)));
            return shown;
        }
        return type instanceof Class<?> record && record.isRecord() && data instanceof ObjectNode fields
                ? record(fields, record, fields.path(CURRENCY).asText(currency))
                : data;
    }

    private static boolean isA(ParameterizedType generic, Class<?> container) {
        return generic.getRawType().equals(container);
    }

    private JsonNode record(ObjectNode fields, Class<?> type, String currency) {
        ObjectNode shown = fields.deepCopy();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = fields.path(component.getName());
            if (component.isAnnotationPresent(amount) && value.isIntegralNumber()) {
                shown.set(component.getName(), JSON.valueToTree(money.apply(value.longValue(), currency)));
            } else if (!value.isMissingNode()) {
                shown.set(component.getName(), shown(value, component.getGenericType(), currency));
            }
        }
        return shown;
    }
}
