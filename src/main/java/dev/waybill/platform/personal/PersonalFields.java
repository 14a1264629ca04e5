package dev.waybill.platform.personal;

import java.util.Map;
import java.util.Set;

/** Which fields of which records are personal; they are texts or maps of texts, whose values are stored
 * encrypted. */
public record PersonalFields(Map<Class<?>, Set<String>> fields) {

    /** No field is personal. */
    public static PersonalFields none() {
        return new PersonalFields(Map.of());
    }

    boolean contains(Class<?> type, String field) {
        return fields.getOrDefault(type, Set.of()).contains(field);
    }
}
