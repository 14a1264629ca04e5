package dev.waybill.order.process.model;

import dev.waybill.order.domain.Deadline;
import dev.waybill.order.domain.Deadlines;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How long orders wait: the model names the setting of each task, and the settings have the duration. */
public final class Patience {

    private final ProcessMap map;
    private final Map<String, Duration> settings;

    public Patience(ProcessMap map, OrderProperties properties) {
        this.map = map;
        this.settings = properties.byName();
        map.tasks().forEach(task -> {
            duration(task.patience());
            if (task.reminder() != null) {
                duration(task.reminder());
            }
        });
    }

    /** Until when an order waits that comes now to a task with a timer. */
    public Deadlines from(Instant now) {
        Map<OrderStatus, Deadline> deadlines = new HashMap<>();
        map.tasks().stream()
                .filter(WaitingTask::timed)
                .forEach(task -> task.activeIn().forEach(state -> deadlines.put(state.status(), deadline(task, now))));
        return new Deadlines(deadlines);
    }

    /** How long an order may wait at a task. */
    public Duration of(WaitingTask task) {
        return duration(task.patience());
    }

    /**
     * Until when an order waits at a task that it came to at that instant: as recorded when it came there, else, for a task
     * without a timer and for an order that began to wait before deadlines were recorded, as set now.
     */
    public Deadline of(WaitingTask task, Order order, Instant since) {
        return task.timed() ? order.deadline().orElseGet(() -> deadline(task, since)) : deadline(task, since);
    }

    /**
     * Until when an order waits that came at that instant to a status with a timer: as recorded, else as set now.
     *
     * @throws IllegalStateException if the status has no timer
     */
    public Deadline of(Order order, Instant since) {
        return order.deadline()
                .or(() -> from(since).in(order.status()))
                .orElseThrow(() -> new IllegalStateException(
                        "order " + order.id() + " is " + order.status() + ", which has no timer"));
    }

    /** Until when an order waits whose customer is reminded now. */
    public Instant untilWhenReminded(Order order, Instant now) {
        Deadline deadline = of(order, now);
        Instant remindAt = deadline.remindAt();
        return order.deadline().isPresent() || remindAt == null
                ? deadline.until()
                : deadline.until().minus(Duration.between(now, remindAt));
    }

    /** The variables of a process that begins where the order waits; none where that has no timer. */
    public Map<String, Object> timers(Order order, Instant now) {
        return map.waiting(order).stream().anyMatch(WaitingTask::timed)
                ? Timers.variables(of(order, now), now)
                : Map.of();
    }

    private Deadline deadline(WaitingTask task, Instant since) {
        String reminder = task.reminder();
        return new Deadline(reminder == null ? null : since.plus(duration(reminder)), since.plus(of(task)));
    }

    private Duration duration(String setting) {
        Duration duration = settings.get(setting);
        if (duration == null) {
            throw new IllegalStateException(
                    "the process model names the setting " + setting + ", which is not one of " + settings.keySet());
        }
        return duration;
    }
}
