package dev.waybill.desk.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.desk.view.Status;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.junit.jupiter.api.Test;

/** Every status in which an order waits has its place in the diagram. */
class FlowPageTest {

    private static final Set<Status> ENDED = EnumSet.of(Status.COMPLETED, Status.CANCELLED);

    @Test
    void everyStatusThatIsNoEndIsAtTasksOfTheProcess() {
        Set<String> tasks = Bpmn.readModelFromFile(
                        Path.of("processes", "order-fulfillment.bpmn").toFile())
                .getModelElementsByType(ReceiveTask.class)
                .stream()
                .map(ReceiveTask::getId)
                .collect(Collectors.toSet());

        assertThat(FlowPage.TASKS.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(ENDED)));
        assertThat(FlowPage.TASKS.values().stream().flatMap(List::stream)).isSubsetOf(tasks);
    }
}
