package dev.waybill.order.process;

import dev.waybill.order.process.engine.ProcessTrail;
import dev.waybill.order.process.engine.SharedCommands;
import dev.waybill.order.process.engine.WaitingExecutions;
import dev.waybill.order.process.model.ProcessModel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The orders' process on its engine: one instance per order, found by the order id, its business key. */
public class OrderProcess {

    private static final Logger log = LoggerFactory.getLogger(OrderProcess.class);

    /** Where an order's process is: activity ids as in the diagram. */
    public record Position(
            List<String> activeActivityIds,
            List<String> completedActivityIds,
            List<ProcessIncident> incidents,
            Map<String, Long> spentMillis) {

        /** The same with how long the order was at each activity. */
        public Position with(ProcessPast past) {
            return new Position(activeActivityIds, completedActivityIds, incidents, past.millis());
        }
    }

    private final RuntimeService runtime;
    private final SharedCommands commands;
    private final ProcessVersions versions;
    private final ProcessTrail trail;
    private final ProcessIncidents incidents;
    private final TransactionTemplate instant;
    private final WaitingExecutions waiting;
    private final ThreadLocal<@Nullable Map<String, Map<String, List<String>>>> batch = new ThreadLocal<>();

    OrderProcess(
            RuntimeService runtime,
            ProcessVersions versions,
            SharedCommands commands,
            ProcessTrail trail,
            ProcessIncidents incidents,
            PlatformTransactionManager manager,
            WaitingExecutions waiting) {
        this.instant = new TransactionTemplate(manager);
        instant.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.runtime = runtime;
        this.versions = versions;
        this.commands = commands;
        this.trail = trail;
        this.incidents = incidents;
        this.waiting = waiting;
    }

    /** Starts the process of an order, with the current transaction. */
    public void start(String orderId) {
        together(() -> runtime.startProcessInstanceById(definition(), orderId));
    }

    /** The definition that new orders follow. */
    String definition() {
        return versions.definition();
    }

    /** Delivers a service's answer to an order's process; one that does not wait for it is not disturbed. */
    public void deliver(String orderId, String message) {
        together(() -> {
            if (delivered(orderId, message) == 0) {
                log.debug("The process of order {} does not wait for {}", orderId, message);
            }
        });
    }

    /** Delivers a customer's wish to an order's process, which receives it wherever it is. */
    public void interrupt(String orderId, String message) {
        together(() -> {
            if (delivered(orderId, message) == 0) {
                throw new IllegalStateException("the process of order " + orderId + " does not listen to " + message
                        + ": it is lost, or not where the order is");
            }
        });
    }

    private int delivered(String orderId, String message) {
        var known = batch.get();
        var looked = known != null && known.containsKey(orderId) ? known : waiting.of(List.of(orderId));
        List<String> executions = looked.getOrDefault(orderId, Map.of()).getOrDefault(message, List.of());
        executions.forEach(execution -> runtime.messageEventReceived(message, execution));
        return executions.size();
    }

    /** Runs a batch of answers as one engine command, at most one for each of these orders. */
    public void together(Collection<String> orderIds, Runnable answers) {
        together(() -> {
            batch.set(waiting.of(orderIds));
            try {
                answers.run();
            } finally {
                batch.remove();
            }
        });
    }

    /** Runs several steps as one engine command: one flush, whatever their number. */
    public void together(Runnable steps) {
        try {
            commands.run(steps);
        } catch (OptimisticLockingException e) {
            throw new OptimisticLockingFailureException("a concurrent step moved the same process", e);
        }
    }

    /**
     * Where the order's process is and has been, all of one instant, as it moves on meanwhile; all empty for an order
     * without one.
     */
    public Position position(String orderId) {
        return Objects.requireNonNull(instant.execute(transaction -> look(orderId)));
    }

    private Position look(String orderId) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(orderId, ProcessModel.KEY)
                .singleResult();
        return new Position(
                instance == null ? List.of() : runtime.getActiveActivityIds(instance.getId()),
                trail.completed(orderId),
                instance == null ? List.of() : incidents.of(instance.getId()),
                Map.of());
    }
}
