package dev.waybill.order.process.model;

import dev.waybill.order.domain.Order;
import java.util.List;
import java.util.Objects;

/**
 * The shape of the order process, as its model has it: at which tasks an order waits, what for, from whom and how long. Where
 * an order's process is follows from the order alone.
 *
 * @param version the model's version tag
 */
public record ProcessMap(String version, List<WaitingTask> tasks) {

    /** The tasks at which the process of an order waits, in the order of the model; none when it has ended. */
    public List<WaitingTask> waiting(Order order) {
        return tasks.stream()
                .filter(task -> task.isActiveIn(order) && !task.isDoneIn(order))
                .toList();
    }

    /** The ids of these tasks. */
    public List<String> places(Order order) {
        return waiting(order).stream().map(WaitingTask::id).toList();
    }

    /**
     * Where a lost process is started again, so that it comes to wait where the order is: at each task, and at the gateway
     * behind it for one that is done while another one beside it is not.
     */
    public List<String> startingPoints(Order order) {
        return tasks.stream()
                .filter(task -> task.isActiveIn(order))
                .map(task -> task.isDoneIn(order) ? task.join() : task.id())
                .filter(Objects::nonNull)
                .toList();
    }
}
