package dev.waybill.order.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Compares what executions wait for, as the engine stores it, with what follows from the model. */
public final class StoredSubscriptions {

    private StoredSubscriptions() {}

    /** Makes an engine derive subscriptions, and store them too. */
    public static void keep(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomSessionFactories(List.of(new ModelSubscriptions.Factory(true)));
    }

    /** Checks all executions of an engine. */
    public static void assertDerived(ProcessEngine engine, String description) {
        List<String> stored = engine.getRuntimeService().createEventSubscriptionQuery().list().stream()
                .map(subscription -> subscription.getExecutionId() + " " + subscription.getEventName())
                .toList();
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        List<String> derived = configuration.getCommandExecutorTxRequired().execute(context -> {
            List<ExecutionEntity> executions = engine.getRuntimeService().createExecutionQuery().list().stream()
                    .map(ExecutionEntity.class::cast)
                    .toList();
            var subscriptions = ModelSubscriptions.of(executions);
            return executions.stream()
                    .filter(ExecutionEntity::isScope)
                    .flatMap(execution -> subscriptions.messages(execution).stream()
                            .map(message -> execution.getId() + " " + message))
                    .toList();
        });
        assertThat(derived).as(description).containsExactlyInAnyOrderElementsOf(stored);
    }
}
