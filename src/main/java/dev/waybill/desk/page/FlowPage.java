package dev.waybill.desk.page;

import dev.waybill.contract.topology.Topology;
import dev.waybill.desk.reconciliation.Violations;
import dev.waybill.desk.view.DeskFlow;
import dev.waybill.desk.view.Status;
import dev.waybill.platform.context.ContextRuntime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the flow is: where orders are and for how long, what could not be handled, and whether the books add up. */
@Controller
class FlowPage {

    /** What the throughput is told of. */
    private static final List<Status> RATES =
            List.of(Status.PLACED, Status.BACK_ORDERED, Status.PAID, Status.COMPLETED, Status.CANCELLED);

    /** Orders that came to a status lately. */
    record RateView(Status status, Sparkline lately) {}

    private final DeskFlow flow;
    private final Violations violations;
    private final List<ContextRuntime> here;

    FlowPage(DeskFlow flow, Violations violations, List<ContextRuntime> here) {
        this.flow = flow;
        this.violations = violations;
        this.here = here;
    }

    @GetMapping("/flow")
    String show(Model model) {
        Map<Status, long[]> arrivals = flow.arrivals(Sparkline.MINUTES);
        model.addAttribute("crowds", flow.crowds());
        model.addAttribute(
                "rates",
                RATES.stream()
                        .map(status -> new RateView(status, Sparkline.of(arrivals.get(status))))
                        .toList());
        model.addAttribute("violations", violations.all());
        model.addAttribute("owners", String.join(" ", owners()));
        return "flow";
    }

    /** Before which paths the contexts answer for themselves: none for those of this process, else by their names. */
    private List<String> owners() {
        List<String> running = here.stream().map(ContextRuntime::name).toList();
        Stream<String> apart = Topology.QUEUES.stream()
                .map(Topology.Queue::context)
                .distinct()
                .filter(context -> !running.contains(context))
                .map(context -> "/" + context);
        return Stream.concat(Stream.of("/"), apart).toList();
    }
}
