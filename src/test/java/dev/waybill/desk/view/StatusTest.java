package dev.waybill.desk.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.WaitingTask;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The desk's texts of what an order waits for, held against the model of the order process, which is another context's. */
class StatusTest {

    private static final List<WaitingTask> TASKS = ProcessModel.current().map().tasks();

    @Test
    void whatAnOrderWaitsForIsWhatTheProcessModelStates() {
        assertThat(Status.KNOWN)
                .allSatisfy(status ->
                        assertThat(status.waitsFor()).as(status.name()).isEqualTo(modelled(status)));
    }

    @Test
    void anUnknownStatusWaitsForNothingThatIsKnown() {
        assertThat(new Status("PARCEL_LOST").waitsFor()).isNull();
    }

    /**
     * The text of the first task that is active whenever an order is in the status, else those of the tasks that are active
     * after most of the statuses that can precede it.
     */
    private static @Nullable String modelled(Status status) {
        ToLongFunction<WaitingTask> states = task -> task.activeIn().stream()
                .filter(state -> state.status().name().equals(status.name()))
                .count();
        long most = TASKS.stream().mapToLong(states).max().orElseThrow();
        if (most == 0) {
            return null;
        }
        return TASKS.stream()
                .filter(task -> isAlwaysActiveIn(task, status))
                .map(WaitingTask::waitsFor)
                .findFirst()
                .orElseGet(() -> TASKS.stream()
                        .filter(task -> states.applyAsLong(task) == most)
                        .map(WaitingTask::waitsFor)
                        .collect(Collectors.joining(" and ")));
    }

    private static boolean isAlwaysActiveIn(WaitingTask task, Status status) {
        return task.activeIn().stream()
                .anyMatch(state -> state.status().name().equals(status.name())
                        && state.since() == state.status()
                        && state.answer() == null);
    }
}
