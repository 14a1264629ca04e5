package dev.waybill.order.process.engine;

import dev.waybill.platform.eventstore.CurrentInitiator;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.Via;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** The engine's only jobs are the timers of the model, so whatever a job leads to was caused by one. */
final class TimerInitiator extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (!(command instanceof ExecuteJobsCmd)) {
            return next.execute(command);
        }
        try (var scope =
                CurrentInitiator.set(Initiator.of(CurrentInitiator.get().actor(), Via.TIMER))) {
            return next.execute(command);
        }
    }
}
