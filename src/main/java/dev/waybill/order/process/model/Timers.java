package dev.waybill.order.process.model;

import dev.waybill.order.domain.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables from which the models' timers take how long to wait. They are durations, as in every version of the model, so
 * that a copy of another release can go on with the process.
 */
public final class Timers {

    private Timers() {}

    /** For a process that comes now to a task with that deadline; a moment that has passed is now. */
    public static Map<String, Object> variables(Deadline deadline, Instant now) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("paymentPatience", from(now, deadline.until()));
        variables.put("backOrderPatience", from(now, deadline.until()));
        variables.put(
                "backOrderReminder", from(now, deadline.remindAt() == null ? deadline.until() : deadline.remindAt()));
        return variables;
    }

    /** In whole milliseconds, none less than it is. */
    private static String from(Instant now, Instant then) {
        Duration left = Duration.between(now, then).plusNanos(999_999);
        return Duration.ofMillis(Math.max(0, left.toMillis())).toString();
    }
}
