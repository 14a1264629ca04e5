package dev.waybill.order.process;

import dev.waybill.order.domain.Order;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.ProcessModel;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;

/** The engine's instances of the orders' process, made and ended under the lock of the order's head, in the current transaction. */
class OrderInstances {

    private final OrderProcess process;
    private final RuntimeService runtime;
    private final Patience patience;
    private final ProcessMap map;
    private final Clock clock;

    OrderInstances(OrderProcess process, RuntimeService runtime, Patience patience, ProcessMap map, Clock clock) {
        this.process = process;
        this.runtime = runtime;
        this.patience = patience;
        this.map = map;
        this.clock = clock;
    }

    boolean exist(Order order) {
        return !of(order).isEmpty();
    }

    /**
     * Begins a process where the order is; a deadline on record is kept, others begin now.
     *
     * @param quietly whether nothing is sent: what the order waits for has been asked for already
     * @return where it begins
     */
    List<String> begin(Order order, boolean quietly) {
        List<String> places = map.startingPoints(order);
        process.together(() -> {
            var start = runtime.createProcessInstanceById(process.definition())
                    .businessKey(order.id())
                    .setVariables(patience.timers(order, clock.instant()));
            places.forEach(start::startBeforeActivity);
            start.execute(quietly, false);
        });
        return places;
    }

    /** Ends the order's processes where they are, and says how many there were. */
    int end(Order order, String reason) {
        List<String> instances = of(order);
        process.together(
                () -> instances.forEach(instance -> runtime.deleteProcessInstance(instance, reason, true, true)));
        return instances.size();
    }

    private List<String> of(Order order) {
        return runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(order.id(), ProcessModel.KEY)
                .list()
                .stream()
                .map(instance -> instance.getId())
                .toList();
    }
}
