package dev.waybill.order.process.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The ways of a token from where it waits to where it waits next, by the model's elements. */
public final class ProcessPaths {

    private record Way(String from, String to) {}

    private final Map<Way, Set<String>> passed = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> flows = new HashMap<>();
    private final Map<String, Set<String>> interruptions = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final String start;
    private final List<String> ends;

    ProcessPaths(BpmnModelInstance model) {
        Collection<FlowNode> nodes = model.getModelElementsByType(FlowNode.class);
        nodes.forEach(node -> flows.put(node.getId(), flows(model, node)));
        for (ReceiveTask task : model.getModelElementsByType(ReceiveTask.class)) {
            waiting.add(task.getId());
            interruptions.put(task.getId(), interruptions(model, task));
        }
        this.start = nodes.stream()
                .filter(node -> node instanceof StartEvent && !isInside(node))
                .map(FlowNode::getId)
                .findFirst()
                .orElseThrow();
        this.ends = nodes.stream()
                .filter(node -> node instanceof EndEvent && !isInside(node))
                .map(FlowNode::getId)
                .toList();
    }

    /** The event with which a process begins. */
    public String start() {
        return start;
    }

    /** The events with which a process ends. */
    public List<String> ends() {
        return ends;
    }

    /** Whether a token that completes one element comes to the other without waiting in between. */
    public boolean completes(String from, String to) {
        return isReached(flows.getOrDefault(from, Set.of()), to, "");
    }

    /** What a token passes on every way from one element, completed or interrupted, to another without waiting in between. */
    public Set<String> passed(String from, String to) {
        return passed.computeIfAbsent(new Way(from, to), this::passed);
    }

    private Set<String> passed(Way way) {
        String from = way.from();
        String to = way.to();
        Set<String> first = new HashSet<>(flows.getOrDefault(from, Set.of()));
        first.addAll(interruptions.getOrDefault(from, Set.of()));
        Set<String> between = new LinkedHashSet<>();
        if (isReached(first, to, "")) {
            flows.keySet().stream()
                    .filter(node -> !node.equals(to) && !isReached(first, to, node))
                    .forEach(between::add);
        }
        return between;
    }

    private boolean isReached(Set<String> first, String to, String without) {
        Deque<String> open = new ArrayDeque<>(first);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String node = open.pop();
            if (node.equals(to)) {
                return true;
            }
            if (!node.equals(without) && !waiting.contains(node) && seen.add(node)) {
                open.addAll(flows.getOrDefault(node, Set.of()));
            }
        }
        return false;
    }

    /** Where a token goes from an element: along its flows into sub-processes, from an end out of them. */
    private static Set<String> flows(BpmnModelInstance model, FlowNode node) {
        Set<String> next = new HashSet<>();
        for (SequenceFlow flow : node.getOutgoing()) {
            next.add(entry(flow.getTarget()));
        }
        if (node instanceof EndEvent end && end.getParentElement() instanceof SubProcess scope) {
            List<String> caught = caught(model, end);
            next.addAll(caught.isEmpty() ? List.of(scope.getId()) : caught);
        }
        return next;
    }

    private static String entry(FlowNode target) {
        return target instanceof SubProcess scope
                ? scope.getChildElementsByType(StartEvent.class)
                        .iterator()
                        .next()
                        .getId()
                : target.getId();
    }

    /** The boundary events that catch the error of an end event. */
    private static List<String> caught(BpmnModelInstance model, EndEvent end) {
        return errors(end.getEventDefinitions()).stream()
                .flatMap(error -> model.getModelElementsByType(BoundaryEvent.class).stream()
                        .filter(event -> errors(event.getEventDefinitions()).contains(error)))
                .map(BoundaryEvent::getId)
                .toList();
    }

    private static List<String> errors(Collection<EventDefinition> definitions) {
        return definitions.stream()
                .filter(ErrorEventDefinition.class::isInstance)
                .map(definition ->
                        ((ErrorEventDefinition) definition).getError().getId())
                .toList();
    }

    /** The messages and timers that can come while a token waits: at its task, and at the sub-processes around it. */
    private static Set<String> interruptions(BpmnModelInstance model, ReceiveTask task) {
        Set<String> around = new HashSet<>();
        Set<String> events = new HashSet<>();
        for (ModelElementInstance at = task; at != null; at = at.getParentElement()) {
            if (at instanceof FlowNode node) {
                around.add(node.getId());
            }
            if (at instanceof SubProcess scope) {
                scope.getChildElementsByType(SubProcess.class).stream()
                        .filter(SubProcess::triggeredByEvent)
                        .map(ProcessPaths::entry)
                        .forEach(events::add);
            }
        }
        model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> around.contains(event.getAttachedTo().getId()))
                .filter(event -> errors(event.getEventDefinitions()).isEmpty())
                .map(BoundaryEvent::getId)
                .forEach(events::add);
        return events;
    }

    private static boolean isInside(FlowNode node) {
        return node.getParentElement() instanceof SubProcess;
    }
}
