package dev.waybill.desk.page;

import dev.waybill.desk.reconciliation.Violations;
import dev.waybill.desk.view.DeskFlow;
import dev.waybill.desk.view.Status;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The flow of all orders: their statuses and for how long, the messages that could not be handled, and the violations. */
@Controller
class FlowPage {

    /** The statuses whose throughput is shown. */
    private static final List<Status> RATES =
            List.of(Status.PLACED, Status.BACK_ORDERED, Status.PAID, Status.COMPLETED, Status.CANCELLED);

    /** The orders that reached a status recently. */
    record RateView(Status status, Sparkline recent) {}

    private final DeskFlow flow;
    private final Violations violations;
    private final ContextPaths paths;

    FlowPage(DeskFlow flow, Violations violations, ContextPaths paths) {
        this.flow = flow;
        this.violations = violations;
        this.paths = paths;
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
        model.addAttribute("owners", String.join(" ", paths.prefixes()));
        return "flow";
    }
}
