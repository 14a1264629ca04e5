package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The shape of the order process, as its model has it: at which tasks an order waits, what for and from whom. Each waiting
 * task lists in its extension properties the states of the order in which it is active:
 *
 * <ul>
 *   <li>{@code activeIn}: statuses, separated by blanks. {@code CANCELLING/PAID} means an order that was paid when its
 *       cancellation was requested, {@code +ShipmentCancelled} that this answer is recorded.
 *   <li>{@code until}: the answer that ends the task although the status stays.
 *   <li>{@code waitsFor}, {@code from} and {@code patience}: what the order waits for, from whom, and the setting that says
 *       how long.
 * </ul>
 */
@Component
public final class ProcessMap {

    /** From whom an order waits for something. */
    public enum From {
        CUSTOMER,
        PAYMENT,
        STOCK,
        CARRIER,
        AGENT,
        SYSTEM
    }

    /**
     * A task at which orders wait.
     *
     * @param until the answer that ends it although the order's status stays; null for none
     * @param patience the setting that says how long is waited; null without one
     * @param join the gateway that waits for it and for those beside it; null when no task waits beside it
     */
    record Task(
            String id,
            String name,
            List<State> activeIn,
            @Nullable String until,
            String waitsFor,
            From from,
            @Nullable String patience,
            @Nullable String join) {

        private boolean isActiveIn(Order order) {
            return activeIn.stream().anyMatch(state -> state.is(order));
        }

        private boolean isDoneIn(Order order) {
            return until != null && order.hasAnswer(until);
        }
    }

    /** A state of an order: its status, how far it had come when that began, and an answer that is recorded. */
    record State(
            OrderStatus status, OrderStatus since, @Nullable String answer) {

        static State parse(String text) {
            String[] parts = text.split("\\+", 2);
            String[] statuses = parts[0].split("/", 2);
            return new State(
                    OrderStatus.valueOf(statuses[0]),
                    OrderStatus.valueOf(statuses[statuses.length - 1]),
                    parts.length == 2 ? parts[1] : null);
        }

        private boolean is(Order order) {
            return order.status() == status
                    && order.waitsSince() == since
                    && (answer == null || order.hasAnswer(answer));
        }
    }

    private final List<Task> tasks;

    /** The map of the process that new orders follow. */
    ProcessMap() {
        this("processes/" + OrderProcess.KEY + ".bpmn");
    }

    ProcessMap(String resource) {
        this.tasks = read(resource).getModelElementsByType(ReceiveTask.class).stream()
                .map(ProcessMap::task)
                .toList();
    }

    private static BpmnModelInstance read(String resource) {
        try (InputStream model = ProcessMap.class.getClassLoader().getResourceAsStream(resource)) {
            if (model == null) {
                throw new IllegalStateException("there is no process model " + resource);
            }
            return Bpmn.readModelFromStream(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Task task(ReceiveTask task) {
        Map<String, String> properties = properties(task);
        return new Task(
                task.getId(),
                task.getName(),
                Arrays.stream(required(task, properties, "activeIn").split(" "))
                        .map(State::parse)
                        .toList(),
                properties.get("until"),
                required(task, properties, "waitsFor"),
                From.valueOf(required(task, properties, "from")),
                properties.get("patience"),
                join(task));
    }

    private static Map<String, String> properties(ReceiveTask task) {
        Map<String, String> properties = new HashMap<>();
        Optional.ofNullable(task.getExtensionElements())
                .map(extensions -> extensions.getElementsQuery().filterByType(CamundaProperties.class))
                .filter(query -> query.count() > 0)
                .ifPresent(query -> {
                    for (CamundaProperty property : query.singleResult().getCamundaProperties()) {
                        properties.put(property.getCamundaName(), property.getCamundaValue());
                    }
                });
        return properties;
    }

    private static String required(ReceiveTask task, Map<String, String> properties, String name) {
        String value = properties.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "the task " + task.getId() + " of the process model has no property " + name);
        }
        return value;
    }

    private static @Nullable String join(ReceiveTask task) {
        return task.getOutgoing().stream()
                .map(SequenceFlow::getTarget)
                .filter(ParallelGateway.class::isInstance)
                .map(FlowNode::getId)
                .findFirst()
                .orElse(null);
    }

    /** The tasks at which orders wait. */
    List<Task> tasks() {
        return tasks;
    }

    /** The ids of the tasks at which the process of an order waits, in the order of the model; none when it has ended. */
    public List<String> places(Order order) {
        return tasks.stream()
                .filter(task -> task.isActiveIn(order) && !task.isDoneIn(order))
                .map(Task::id)
                .toList();
    }

    /**
     * Where a lost process is started again, so that it comes to wait where the order is: at each task, and at the gateway
     * behind it for one that is done while another one beside it is not.
     */
    List<String> startingPoints(Order order) {
        return tasks.stream()
                .filter(task -> task.isActiveIn(order))
                .map(task -> task.isDoneIn(order) ? task.join() : task.id())
                .filter(Objects::nonNull)
                .toList();
    }
}
