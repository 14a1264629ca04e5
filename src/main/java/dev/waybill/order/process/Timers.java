package dev.waybill.order.process;

import dev.waybill.order.OrderProperties;
import dev.waybill.order.domain.Deadline;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

/** The variables from which the models' timers take their times. */
@Component
final class Timers {

    /** Was deployed without a version tag. */
    private static final String FIRST_VERSION = "1";

    private final OrderProperties properties;

    Timers(OrderProperties properties) {
        this.properties = properties;
    }

    /** The variables of a process of the current version that waits until then. */
    static Map<String, Object> variables(Deadline deadline) {
        Map<String, Object> variables = new HashMap<>(Map.of("waitsUntil", Date.from(deadline.until())));
        if (deadline.remindAt() != null) {
            variables.put("remindAt", Date.from(deadline.remindAt()));
        }
        return variables;
    }

    /** Sets the timers of the task that an execution comes to next. */
    void set(DelegateExecution execution, Deadline deadline) {
        execution.setVariables(isOfFirstVersion(execution) ? durations() : variables(deadline));
    }

    private static boolean isOfFirstVersion(DelegateExecution execution) {
        String tag = ((ExecutionEntity) execution).getProcessDefinition().getVersionTag();
        return tag == null || tag.equals(FIRST_VERSION);
    }

    /** Timers of version 1 count from when their task begins. */
    private Map<String, Object> durations() {
        return Map.of(
                "paymentPatience", properties.paymentPatience().toString(),
                "backOrderReminder", properties.backOrderReminder().toString(),
                "backOrderPatience", properties.backOrderPatience().toString());
    }
}
