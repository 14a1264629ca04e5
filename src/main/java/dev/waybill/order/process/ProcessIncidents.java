package dev.waybill.order.process;

import dev.waybill.order.process.engine.WaitingExecutions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incidents of the orders' processes, which Cockpit shows. An answer that is parked would otherwise look to the
 * engine as if it had not come yet.
 */
public class ProcessIncidents {

    private static final Logger log = LoggerFactory.getLogger(ProcessIncidents.class);
    private static final String PARKED = "parkedMessage";

    private final RuntimeService runtime;
    private final WaitingExecutions waiting;

    ProcessIncidents(RuntimeService runtime, WaitingExecutions waiting) {
        this.runtime = runtime;
        this.waiting = waiting;
    }

    /**
     * Marks where an order waits for a message that is parked, with the current transaction; an order without a process
     * has nothing to mark.
     *
     * @param parkedAs the parked message's id, by which the incident is resolved
     */
    public void raise(String orderId, String message, String parkedAs, String cause) {
        resolve(parkedAs); // of an earlier attempt
        Map<String, List<String>> listening = waiting.of(List.of(orderId)).getOrDefault(orderId, Map.of());
        listening
                .getOrDefault(
                        message,
                        listening.values().stream().flatMap(Collection::stream).toList())
                .stream()
                .findFirst()
                .ifPresentOrElse(
                        execution -> runtime.createIncident(
                                PARKED, execution, parkedAs, message + " is parked as " + parkedAs + ": " + cause),
                        () -> log.info("No process of order {} waits for {}, which is parked", orderId, message));
    }

    /** The message that was parked is dealt with. */
    public void resolve(String parkedAs) {
        runtime.createIncidentQuery().incidentType(PARKED).configuration(parkedAs).list().stream()
                .map(Incident::getId)
                .forEach(runtime::resolveIncident);
    }

    /** What keeps a process instance from going on. */
    List<ProcessIncident> of(String instance) {
        return runtime.createIncidentQuery().processInstanceId(instance).list().stream()
                .map(incident -> new ProcessIncident(
                        incident.getIncidentType(),
                        incident.getActivityId(),
                        incident.getIncidentMessage() == null ? "" : incident.getIncidentMessage()))
                .toList();
    }
}
