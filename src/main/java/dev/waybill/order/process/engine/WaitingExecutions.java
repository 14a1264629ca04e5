package dev.waybill.order.process.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;

/**
 * Who waits for which message in the orders' processes, looked up for a whole batch of orders at once. The engine's own
 * correlation asks three times per message, and then reads the executions one by one.
 */
public final class WaitingExecutions {

    private record Waiting(String orderId, String message, String execution, String instance) {}

    private final EngineDatabase database;
    private final RuntimeService runtime;
    private final boolean batched;
    private final String select;
    private final String executions;

    public WaitingExecutions(EngineDatabase database, RuntimeService runtime, EngineProperties settings) {
        this.batched = settings.has(EngineCut.SUBSCRIPTIONS);
        this.database = database;
        this.runtime = runtime;
        String execution = database.schema() + ".act_ru_execution";
        String subscription = database.schema() + ".act_ru_event_subscr";
        // Laterals that are not merged: always by index, also while the database has no statistics of these tables.
        this.select = "select k.id, s.event_name_, s.execution_id_, i.id_ from unnest(?::text[]) k(id)"
                + " cross join lateral (select id_ from " + execution + " where business_key_ = k.id offset 0) i"
                + " cross join lateral (select id_ from " + execution + " where proc_inst_id_ = i.id_ offset 0) e"
                + " cross join lateral (select event_name_, execution_id_ from " + subscription
                + " where execution_id_ = e.id_ and event_type_ = 'message' offset 0) s";
        this.executions = "select e.* from unnest(string_to_array(#{instances}, ' ')) k(id)"
                + " cross join lateral (select * from " + execution + " where proc_inst_id_ = k.id offset 0) e";
    }

    /**
     * The executions that wait, by order and message, true until the order's process is moved. Inside an engine command
     * they are loaded into its cache.
     */
    public Map<String, Map<String, List<String>>> of(Collection<String> orderIds) {
        List<Waiting> found = batched ? inOneQuery(orderIds) : oneByOne(orderIds);
        Map<String, Map<String, List<String>>> waiting = new HashMap<>();
        orderIds.forEach(order -> waiting.put(order, new HashMap<>()));
        found.forEach(one -> waiting.computeIfAbsent(one.orderId(), order -> new HashMap<>())
                .computeIfAbsent(one.message(), message -> new ArrayList<>())
                .add(one.execution()));
        return waiting;
    }

    /** As the engine's own queries find them, two for each order. */
    private List<Waiting> oneByOne(Collection<String> orderIds) {
        return orderIds.stream().flatMap(this::subscriptions).toList();
    }

    private Stream<Waiting> subscriptions(String orderId) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(orderId).list().stream()
                .flatMap(
                        instance -> runtime
                                .createEventSubscriptionQuery()
                                .processInstanceId(instance.getId())
                                .eventType("message")
                                .list()
                                .stream()
                                .map(subscription -> new Waiting(
                                        orderId,
                                        subscription.getEventName(),
                                        subscription.getExecutionId(),
                                        instance.getId())));
    }

    private List<Waiting> inOneQuery(Collection<String> orderIds) {
        List<Waiting> found = database.jdbc()
                .query(
                        select,
                        (row, n) -> new Waiting(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        (Object) orderIds.toArray(String[]::new));
        load(found.stream().map(Waiting::instance).collect(Collectors.toSet()));
        return found;
    }

    private void load(Set<String> instances) {
        if (!instances.isEmpty()) {
            runtime.createNativeExecutionQuery()
                    .sql(executions)
                    .parameter("instances", String.join(" ", instances))
                    .list();
        }
    }
}
