package dev.waybill.order.process.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.runtime.EventSubscription;

/**
 * The messages that executions wait for. They follow from the model: an execution that is in a scope waits for all messages
 * that the scope declares, as long as it is there. So no rows are needed; where another process has written some, they are
 * used.
 */
final class ModelSubscriptions extends EventSubscriptionManager {

    private static final String DERIVED = "model:";

    private final boolean withRows;
    private final Map<String, ScopeImpl> scopes = new HashMap<>();

    private ModelSubscriptions(boolean withRows) {
        this.withRows = withRows;
    }

    /**
     * Makes the engine use this manager of subscriptions.
     *
     * @param withRows whether subscriptions are stored too, for processes that read them
     */
    record Factory(boolean withRows) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return EventSubscriptionManager.class;
        }

        @Override
        public Session openSession() {
            return new ModelSubscriptions(withRows);
        }
    }

    /** That of the engine's current command; it knows the scopes of these executions, which are all of their instances. */
    static ModelSubscriptions of(Collection<ExecutionEntity> executions) {
        var manager = (ModelSubscriptions) Context.getCommandContext().getEventSubscriptionManager();
        manager.scopes.putAll(scopes(executions));
        return manager;
    }

    /** Stores what the engine as it is delivered would have stored, where rows were left out before. */
    static void storeMissing(ProcessEngine engine) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.getCommandExecutorTxRequired().execute(context -> {
            Set<String> stored = engine.getRuntimeService().createEventSubscriptionQuery().list().stream()
                    .map(EventSubscription::getExecutionId)
                    .collect(Collectors.toSet());
            List<ExecutionEntity> executions = engine.getRuntimeService().createExecutionQuery().list().stream()
                    .map(ExecutionEntity.class::cast)
                    .toList();
            Map<String, ExecutionEntity> missing = executions.stream()
                    .filter(execution -> !stored.contains(execution.getId()))
                    .collect(Collectors.toMap(ExecutionEntity::getId, execution -> execution));
            scopes(executions).forEach((id, scope) -> {
                ExecutionEntity execution = missing.get(id);
                if (execution != null) {
                    declarations(scope).forEach(one -> one.createSubscriptionForExecution(execution));
                }
            });
            return true;
        });
    }

    /** The scopes of those that have one, by id. */
    private static Map<String, ScopeImpl> scopes(Collection<ExecutionEntity> executions) {
        Map<String, List<ExecutionEntity>> parts = new HashMap<>();
        executions.forEach(
                execution -> parts.computeIfAbsent(String.valueOf(execution.getParentId()), whole -> new ArrayList<>())
                        .add(execution));
        return executions.stream()
                .filter(ExecutionEntity::isScope)
                .collect(Collectors.toMap(
                        ExecutionEntity::getId,
                        execution -> scope(execution, whole -> parts.getOrDefault(whole.getId(), List.of()))));
    }

    /** The names of the messages that a scope execution waits for. */
    List<String> messages(ExecutionEntity execution) {
        return declarations(scope(execution))
                .map(EventSubscriptionDeclaration::getUnresolvedEventName)
                .toList();
    }

    private ScopeImpl scope(ExecutionEntity execution) {
        ScopeImpl known = scopes.get(execution.getId());
        return known == null ? scope(execution, whole -> List.copyOf(whole.getExecutions())) : known;
    }

    /** Where a scope execution is: in the scope of its activity, or in the one around its parts. */
    private static ScopeImpl scope(ExecutionEntity execution, Function<ExecutionEntity, List<ExecutionEntity>> parts) {
        if (execution.isProcessInstanceExecution()) {
            return execution.getProcessDefinition();
        }
        return execution.getActivity() == null ? aroundParts(execution, parts) : execution.getActivity();
    }

    /** One that is being removed has no parts any more, and the process itself declares no messages. */
    private static ScopeImpl aroundParts(
            ExecutionEntity execution, Function<ExecutionEntity, List<ExecutionEntity>> parts) {
        return parts.apply(execution).stream()
                .findFirst()
                .map(part -> around(part, parts))
                .orElseGet(execution::getProcessDefinition);
    }

    /** The scope around an execution, which may be one of several in it that run side by side. */
    private static ScopeImpl around(ExecutionEntity part, Function<ExecutionEntity, List<ExecutionEntity>> parts) {
        if (part.isScope()) {
            return scope(part, parts).getFlowScope();
        }
        return part.getActivity() == null
                ? aroundParts(part, parts)
                : part.getActivity().getFlowScope();
    }

    private static Stream<EventSubscriptionDeclaration> declarations(ScopeImpl scope) {
        return EventSubscriptionDeclaration.getDeclarationsForScope(scope).values().stream()
                .filter(one -> !one.isStartEvent() && one.getEventType().equals(EventType.MESSAGE.name()));
    }

    @Override
    public void insert(EventSubscriptionEntity subscription) {
        if (withRows
                || subscription.getExecutionId() == null
                || !subscription.isSubscriptionForEventType(EventType.MESSAGE)) {
            super.insert(subscription);
        } else {
            subscription.setId(id(subscription.getExecutionId(), subscription.getActivityId()));
        }
    }

    @Override
    public void deleteEventSubscription(EventSubscriptionEntity subscription) {
        if (!subscription.getId().startsWith(DERIVED)) {
            super.deleteEventSubscription(subscription);
        }
    }

    @Override
    public List<EventSubscriptionEntity> findEventSubscriptionsByExecution(String executionId) {
        List<EventSubscriptionEntity> stored =
                withRows ? super.findEventSubscriptionsByExecution(executionId) : List.of();
        return stored.isEmpty() ? derived(execution(executionId)) : stored;
    }

    @Override
    public List<EventSubscriptionEntity> findEventSubscriptionsByExecutionAndType(
            String executionId, String type, boolean lockResult) {
        return execution(executionId).getEventSubscriptions().stream()
                .filter(subscription -> subscription.getEventType().equals(type))
                .toList();
    }

    @Override
    public List<EventSubscriptionEntity> findEventSubscriptionsByNameAndExecution(
            String type, String name, String executionId, boolean lockResult) {
        return execution(executionId).getEventSubscriptions().stream()
                .filter(subscription -> matchesSubscription(subscription, type, name))
                .toList();
    }

    private static ExecutionEntity execution(String id) {
        return Context.getCommandContext().getExecutionManager().findExecutionById(id);
    }

    /** A list that the execution adds to and removes from. */
    private List<EventSubscriptionEntity> derived(ExecutionEntity execution) {
        return execution.isScope()
                ? new ArrayList<>(declarations(scope(execution))
                        .map(declaration -> derived(execution, declaration))
                        .toList())
                : new ArrayList<>();
    }

    /** Not by the constructor that takes the execution: it would ask the execution for its subscriptions. */
    private static EventSubscriptionEntity derived(
            ExecutionEntity execution, EventSubscriptionDeclaration declaration) {
        var subscription = new EventSubscriptionEntity(EventType.MESSAGE);
        subscription.setId(id(execution.getId(), declaration.getActivityId()));
        subscription.setEventName(declaration.getUnresolvedEventName());
        subscription.setActivityId(declaration.getActivityId());
        subscription.setExecutionId(execution.getId());
        subscription.setProcessInstanceId(execution.getProcessInstanceId());
        return subscription;
    }

    private static String id(String execution, String activity) {
        return DERIVED + execution + "/" + activity;
    }
}
