package dev.waybill.order.process.engine;

import dev.waybill.platform.eventstore.RowWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

/**
 * Which activities an order's process has completed: all of the engine's history that is read. One row per order,
 * written with whatever else a transaction writes, instead of several rows per activity in the engine's own tables.
 */
public final class ProcessTrail implements HistoryEventHandler {

    private record Completed(String orderId, String activityId) {}

    private final EngineDatabase database;
    private final RowWriter<Completed> writer = this::write;

    public ProcessTrail(EngineDatabase database) {
        this.database = database;
    }

    /** The ids of the activities that were completed, in the order of their ends. */
    public List<String> completed(String orderId) {
        return database
                .jdbc()
                .queryForList(
                        "select completed from " + database.schema() + ".process_trail where order_id = ?",
                        String.class,
                        orderId)
                .stream()
                .flatMap(trail -> List.of(trail.split(" ")).stream())
                .distinct()
                .toList();
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricActivityInstanceEventEntity activity
                && event.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_END)
                && !activity.isCanceled()) {
            String orderId = Context.getCommandContext()
                    .getExecutionManager()
                    .findExecutionById(activity.getProcessInstanceId())
                    .getBusinessKey();
            database.transactions().current().write(writer, new Completed(orderId, activity.getActivityId()));
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    private void write(List<Completed> completed) {
        Map<String, String> trails = new LinkedHashMap<>();
        completed.forEach(one -> trails.merge(one.orderId(), one.activityId(), (all, next) -> all + " " + next));
        database.jdbc()
                .update(
                        "insert into " + database.schema() + ".process_trail as t (order_id, completed)"
                                + " select * from unnest(?::text[], ?::text[]) on conflict (order_id)"
                                + " do update set completed = t.completed || ' ' || excluded.completed",
                        trails.keySet().toArray(String[]::new),
                        trails.values().toArray(String[]::new));
    }
}
