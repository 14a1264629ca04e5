package dev.waybill.platform.operations;

import dev.waybill.platform.context.ContextRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The metrics of the calls that contexts owe the outside world, and of the erasures that they have not finished. */
@Component
class CallMetrics implements SmartInitializingSingleton {

    private final List<ContextRuntime> contexts;
    private final MeterRegistry meters;

    CallMetrics(List<ContextRuntime> contexts, MeterRegistry meters) {
        this.contexts = contexts;
        this.meters = meters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (ContextRuntime context : contexts) {
            Gauge.builder("waybill.calls.owed", context, parts -> parts.calls().owed())
                    .description("Calls to the outside world that are not answered yet")
                    .tag("context", context.name())
                    .register(meters);
            Gauge.builder(
                            "waybill.calls.failing",
                            context,
                            parts -> parts.calls().failing())
                    .description("Calls to the outside world that were made before and had no answer")
                    .tag("context", context.name())
                    .register(meters);
            Gauge.builder(
                            "waybill.erasures.pending",
                            context,
                            parts -> parts.calls().erasures().pending())
                    .description(
                            "Steps of erasures, such as cancelling an order of the customer, that are not done yet")
                    .tag("context", context.name())
                    .register(meters);
        }
    }
}
