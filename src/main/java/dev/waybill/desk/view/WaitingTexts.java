package dev.waybill.desk.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * What orders wait for in each status, as the model of the order process states it: its waiting tasks have the properties
 * {@code activeIn}, the statuses in which they are active, and {@code waitsFor}.
 */
final class WaitingTexts {

    private static final String MODEL = "processes/order-fulfillment.bpmn";

    /** The texts of the model that new orders follow. */
    static final WaitingTexts CURRENT = current();

    private record Task(String text, List<String> activeIn) {

        private boolean isNamed(String status) {
            return activeIn.contains(status);
        }

        private long statesOf(String status) {
            return activeIn.stream()
                    .filter(state -> state.equals(status) || state.startsWith(status + "/"))
                    .count();
        }
    }

    private final List<Task> tasks;

    private WaitingTexts(List<Task> tasks) {
        this.tasks = tasks;
    }

    private static WaitingTexts current() {
        try (InputStream model = new ClassPathResource(MODEL).getInputStream()) {
            return read(model);
        } catch (IOException e) {
            throw new UncheckedIOException("the process model " + MODEL + " cannot be read", e);
        }
    }

    /** Reads a BPMN model. */
    static WaitingTexts read(InputStream model) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(model);
            List<Task> tasks = new ArrayList<>();
            Map<String, String> properties = new HashMap<>();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("receiveTask")) {
                    properties.clear();
                } else if (event == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("property")) {
                    properties.put(xml.getAttributeValue(null, "name"), xml.getAttributeValue(null, "value"));
                } else if (event == XMLStreamReader.END_ELEMENT
                        && xml.getLocalName().equals("receiveTask")) {
                    tasks.add(new Task(
                            properties.getOrDefault("waitsFor", ""),
                            Arrays.asList(
                                    properties.getOrDefault("activeIn", "").split(" "))));
                }
            }
            return new WaitingTexts(tasks);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the process model is not well-formed XML", e);
        }
    }

    /**
     * What an order in this status waits for; null when no task is active in it. The task that names the status itself
     * counts, the first of several; where each depends on the previous status too, those that are active after most of them.
     */
    @Nullable
    String of(String status) {
        return tasks.stream()
                .filter(task -> task.isNamed(status))
                .map(Task::text)
                .findFirst()
                .orElseGet(() -> afterMost(status));
    }

    private @Nullable String afterMost(String status) {
        long most =
                tasks.stream().mapToLong(task -> task.statesOf(status)).max().orElse(0);
        return most == 0
                ? null
                : tasks.stream()
                        .filter(task -> task.statesOf(status) == most)
                        .map(Task::text)
                        .collect(Collectors.joining(" and "));
    }
}
