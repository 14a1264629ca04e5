package dev.waybill.platform.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The where clause of a search and its values; a filter that is not set adds no condition. */
public final class Conditions {

    private final StringBuilder where;
    private final List<Object> values = new ArrayList<>();

    /** Begins with what always holds. */
    public Conditions(String always) {
        this.where = new StringBuilder(" where ").append(always);
    }

    /** Adds a condition with one placeholder, unless its value is null. */
    public Conditions and(String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.add(value);
        }
        return this;
    }

    /** Adds a condition with as many placeholders as there are values. */
    public Conditions andAll(String condition, List<?> several) {
        where.append(" and ").append(condition);
        values.addAll(several);
        return this;
    }

    /** Ends with an order and a limit. */
    public Conditions ordered(String order, int limit) {
        where.append(" order by ").append(order).append(" limit ?");
        values.add(limit);
        return this;
    }

    /** The clause, to be put behind the table. */
    public String sql() {
        return where.toString();
    }

    /** The values of its placeholders, in their order. */
    public Object[] values() {
        return values.toArray();
    }
}
