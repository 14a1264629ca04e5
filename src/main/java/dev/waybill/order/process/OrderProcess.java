package dev.waybill.order.process;

import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** The orders' process on its engine: one instance per order, found by the order id, its business key. */
@Component
public class OrderProcess {

    /** The process's key, and its file's name. */
    public static final String KEY = "order-fulfillment";

    private static final Logger log = LoggerFactory.getLogger(OrderProcess.class);

    /** Where an order's process is: activity ids as in the diagram. */
    public record Position(
            List<String> activeActivityIds, List<String> completedActivityIds, List<ProcessIncident> incidents) {}

    /** Why a process does not go on by itself. */
    public record ProcessIncident(String type, String activityId, String message) {}

    private final RuntimeService runtime;
    private final HistoryService history;
    private final ProcessEngineConfigurationImpl engine;

    OrderProcess(RuntimeService runtime, HistoryService history, ProcessEngineConfigurationImpl engine) {
        this.runtime = runtime;
        this.history = history;
        this.engine = engine;
    }

    /** Starts the process of an order, with the current transaction. */
    public void start(String orderId) {
        together(() -> runtime.startProcessInstanceByKey(KEY, orderId));
    }

    /** Tells an order's process what was answered; who does not wait for it is not disturbed. */
    public void tell(String orderId, String message) {
        together(() -> {
            if (correlate(orderId, message) == 0) {
                log.debug("{} found nobody waiting in the process of order {}", message, orderId);
            }
        });
    }

    /** Tells an order's process of what the customer wants, which it hears wherever it is. */
    public void interrupt(String orderId, String message) {
        together(() -> {
            if (correlate(orderId, message) == 0) {
                throw new IllegalStateException("the process of order " + orderId + " does not listen to " + message
                        + ": it is lost, or not where the order is");
            }
        });
    }

    private int correlate(String orderId, String message) {
        return runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(orderId)
                .correlateAllWithResult()
                .size();
    }

    /** Runs several steps as one engine command: one flush, whatever their number. */
    public void together(Runnable steps) {
        try {
            engine.getCommandExecutorTxRequired().execute(context -> {
                steps.run();
                return true;
            });
        } catch (OptimisticLockingException e) {
            throw new OptimisticLockingFailureException("a concurrent step moved the same process", e);
        }
    }

    /** Where the order's process is and has been; all empty for an order without one. */
    public Position position(String orderId) {
        List<HistoricActivityInstance> activities = history.createHistoricActivityInstanceQuery()
                .processInstanceId(instanceOf(orderId))
                .orderByHistoricActivityInstanceStartTime()
                .asc()
                .list();
        return new Position(
                ids(activities, false),
                ids(activities, true),
                runtime.createIncidentQuery().processInstanceId(instanceOf(orderId)).list().stream()
                        .map(OrderProcess::incident)
                        .toList());
    }

    private String instanceOf(String orderId) {
        var instance = history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(orderId)
                .singleResult();
        return instance == null ? "none" : instance.getId();
    }

    private static List<String> ids(List<HistoricActivityInstance> activities, boolean ended) {
        return activities.stream()
                .filter(activity -> ended == (activity.getEndTime() != null))
                .filter(activity -> !ended || !activity.isCanceled())
                .map(HistoricActivityInstance::getActivityId)
                .distinct()
                .toList();
    }

    private static ProcessIncident incident(Incident incident) {
        String message = incident.getIncidentMessage();
        return new ProcessIncident(
                incident.getIncidentType(), incident.getActivityId(), message == null ? "" : message);
    }
}
