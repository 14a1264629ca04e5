package dev.waybill.order.process.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Who waits for which message in the orders' processes, looked up for a whole batch of orders at once. The engine's own
 * correlation asks three times per message, and then reads the executions one by one.
 */
public final class WaitingExecutions {

    private record Waiting(String orderId, String message, String execution) {}

    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;
    private final boolean batched;
    private final String select;

    public WaitingExecutions(
            EngineDatabase database,
            RuntimeService runtime,
            ProcessEngineConfigurationImpl engine,
            EngineProperties settings) {
        this.runtime = runtime;
        this.engine = engine;
        this.batched = settings.has(EngineCut.SUBSCRIPTIONS);
        String execution = database.schema() + ".act_ru_execution";
        // Laterals that are not merged: always by index, also while the database has no statistics of these tables.
        this.select = "select e.* from unnest(string_to_array(#{orders}, ' ')) k(id)"
                + " cross join lateral (select id_ from " + execution + " where business_key_ = k.id offset 0) i"
                + " cross join lateral (select * from " + execution + " where proc_inst_id_ = i.id_ offset 0) e";
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
                                        orderId, subscription.getEventName(), subscription.getExecutionId())));
    }

    private List<Waiting> inOneQuery(Collection<String> orderIds) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            List<ExecutionEntity> executions = runtime
                    .createNativeExecutionQuery()
                    .sql(select)
                    .parameter("orders", String.join(" ", orderIds))
                    .list()
                    .stream()
                    .map(ExecutionEntity.class::cast)
                    .toList();
            var subscriptions = ModelSubscriptions.of(executions);
            Map<String, String> orders = executions.stream()
                    .filter(ExecutionEntity::isProcessInstanceExecution)
                    .collect(Collectors.toMap(ExecutionEntity::getId, ExecutionEntity::getBusinessKey));
            return executions.stream()
                    .filter(ExecutionEntity::isScope)
                    .flatMap(execution -> subscriptions.messages(execution).stream()
                            .map(message -> new Waiting(
                                    String.valueOf(orders.get(execution.getProcessInstanceId())),
                                    message,
                                    execution.getId())))
                    .toList();
        });
    }
}
