package dev.waybill.order.process.model;

import dev.waybill.order.services.Services;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * A model of the order process: {@code processes/<key>.bpmn} for new orders, {@code processes/retired/<key>-<version>.bpmn}
 * for those that began under an earlier version.
 */
public final class ProcessModel {

    /** The process's key, and its file's name. */
    public static final String KEY = "order-fulfillment";

    private final byte[] xml;
    private final BpmnModelInstance model;

    private ProcessModel(ClassPathResource resource) {
        try {
            this.xml = resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the process model " + resource.getPath() + " cannot be read", e);
        }
        this.model = Bpmn.readModelFromStream(new ByteArrayInputStream(xml));
    }

    /** The model that new orders follow. */
    public static ProcessModel current() {
        return new ProcessModel(new ClassPathResource("processes/" + KEY + ".bpmn"));
    }

    /** The model of that version tag, current or retired; empty for a version that there never was. */
    public static Optional<ProcessModel> of(String version) {
        ProcessModel current = current();
        if (version.equals(current.version())) {
            return Optional.of(current);
        }
        return Optional.of(new ClassPathResource("processes/retired/" + KEY + "-" + version + ".bpmn"))
                .filter(retired -> version.matches("[0-9]{1,6}") && retired.exists())
                .map(ProcessModel::new);
    }

    /** The model as it is written, BPMN 2.0 with its diagram. */
    public byte[] xml() {
        return xml.clone();
    }

    /** The same as text. */
    public String text() {
        return new String(xml, StandardCharsets.UTF_8);
    }

    /** The version tag. */
    public String version() {
        return model.getModelElementsByType(Process.class).iterator().next().getCamundaVersionTag();
    }

    /** Where orders wait by this model. */
    public ProcessMap map() {
        return new ProcessMap(
                version(),
                model.getModelElementsByType(ReceiveTask.class).stream()
                        .map(this::task)
                        .toList());
    }

    /** The ways between these places. */
    public ProcessPaths paths() {
        return new ProcessPaths(model);
    }

    private WaitingTask task(ReceiveTask task) {
        Map<String, String> properties = properties(task);
        return new WaitingTask(
                task.getId(),
                task.getName(),
                Arrays.stream(required(task, properties, "activeIn").split(" "))
                        .map(WaitingTask.State::parse)
                        .toList(),
                properties.get("answeredBy"),
                command(task),
                required(task, properties, "waitsFor"),
                WaitingTask.From.valueOf(required(task, properties, "from")),
                required(task, properties, "patience"),
                properties.get("reminder"),
                required(task, properties, "then"),
                isTimed(task),
                join(task));
    }

    private static @Nullable String command(ReceiveTask task) {
        return task
                .getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaExecutionListener.class)
                .list()
                .stream()
                .map(listener -> listener.getCamundaDelegateExpression().replaceAll("[${}]", ""))
                .filter(Services.commands()::containsKey)
                .findFirst()
                .orElse(null);
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

    private boolean isTimed(ReceiveTask task) {
        return model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo().getId().equals(task.getId()))
                .flatMap(event -> event.getEventDefinitions().stream())
                .anyMatch(TimerEventDefinition.class::isInstance);
    }

    private static @Nullable String join(ReceiveTask task) {
        return task.getOutgoing().stream()
                .map(SequenceFlow::getTarget)
                .filter(ParallelGateway.class::isInstance)
                .map(FlowNode::getId)
                .findFirst()
                .orElse(null);
    }
}
